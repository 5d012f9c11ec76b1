import Access
import ArgumentParser
import JSON
import Storage

/// `hoglet project create`: projects without the API, also beside a running server.
struct ProjectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "project",
        abstract: "Make projects.",
        subcommands: [Create.self]
    )

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a project and print it as JSON.")

        @Option(help: "What the project is called.")
        var name: String

        @Option(help: "Its time zone, like Europe/Berlin.")
        var timezone: String?

        @Option(help: "The first day of its weeks: sunday or monday.")
        var weekStartDay: String?

        @OptionGroup
        var data: DataOption

        func run() async throws {
            let settings = try await data.settings()
            let access = try await AccessControl(settings.openDatabase(), clock: settings.clock)
            do {
                let project = try await access.projects.create(
                    ProjectSettings(name: name, timezone: timezone, weekStartDay: try startDay())
                )
                print(Self.json(project).text())
            } catch let error as AccessError {
                throw ValidationError("\(error)")
            }
        }

        private func startDay() throws -> Project.WeekStartDay? {
            switch weekStartDay?.lowercased() {
            case nil: nil
            case "sunday": .sunday
            case "monday": .monday
            default: throw ValidationError("--week-start-day is sunday or monday.")
            }
        }

        private static func json(_ project: Project) -> JSONValue {
            [
                "id": JSONValue(project.id),
                "uuid": .string(project.uuid),
                "organization": .string(project.organizationID),
                "name": .string(project.name),
                "api_token": .string(project.token),
                "timezone": .string(project.timezone),
                "week_start_day": JSONValue(project.weekStartDay.rawValue),
                "created_at": .string(project.createdAt.iso8601),
            ]
        }
    }
}
