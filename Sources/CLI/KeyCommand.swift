import Access
import ArgumentParser
import Storage

/// `hoglet key create`: keys without the API, also beside a running server.
struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Make API keys.",
        subcommands: [Create.self]
    )

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a key and print it, alone; it is shown this once.",
            discussion: "Example: hoglet key create --label dashboard --scope endpoint:read --project 1"
        )

        @Option(help: "What the key is called in lists.")
        var label: String

        @Option(name: .customLong("scope"), help: "What the key may do, like endpoint:read, or *; may be repeated.")
        var scopes: [String] = []

        @Option(name: .customLong("project"), help: "A project the key is for; may be repeated. Without it, all.")
        var projects: [Int] = []

        @Flag(help: "Make a project secret key (phs_) instead of a personal one; it needs exactly one --project.")
        var projectSecret = false

        @OptionGroup
        var data: DataOption

        func validate() throws {
            if scopes.isEmpty { throw ValidationError("Give at least one --scope.") }
            if projectSecret, projects.count != 1 {
                throw ValidationError("A project secret key belongs to one project: give one --project.")
            }
        }

        func run() async throws {
            let settings = try await data.settings()
            let access = try await AccessControl(settings.openDatabase(), clock: settings.clock)
            do {
                print(try await create(with: access))
            } catch let error as AccessError {
                throw ValidationError("\(error)")
            }
        }

        private func create(with access: AccessControl) async throws -> String {
            if projectSecret, let project = projects.first {
                return try await access.projectSecretKeys.create(
                    label: label,
                    scopes: scopes,
                    inProject: project,
                    by: try await access.users.administrator()?.id
                ).value
            }
            guard let owner = try await access.users.administrator() else {
                throw ValidationError("There is no user yet: start the server once.")
            }
            let settings = PersonalKeySettings(label: label, scopes: scopes, scopedProjects: projects)
            return try await access.personalKeys.create(settings, for: owner.id).value
        }
    }
}
