import ArgumentParser
import Configuration

/// `hoglet serve`: the server.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the API until SIGTERM or Ctrl-C.",
        discussion:
            "Every flag is a setting too, as HOGLET_… in the environment or in hoglet.json: docs/configuration.md."
    )

    @Option(help: "The address to listen on (default 127.0.0.1).")
    var host: String?

    @Option(help: "The port to listen on (default 8000).")
    var port: Int?

    @OptionGroup
    var data: DataOption

    @Option(help: "The ClickHouse to use: embedded.")
    var engine: String?

    @Flag(help: "Fill project 1 with a demo's events and endpoints when it has no events.")
    var demo = false

    func run() async throws {
        let settings = try await Settings.read(flags: flags)
        guard settings.engine == "embedded" else {
            throw ValidationError("The engine \(settings.engine) is not supported yet; leave it out, or say embedded.")
        }
        guard (0...65_535).contains(settings.port) else { throw ValidationError("The port must be 0 to 65535.") }
        try await Server(settings).run()
    }

    private var flags: [String: ConfigValue] {
        var flags: [String: ConfigValue] = [:]
        if let host { flags["host"] = ConfigValue(.string(host), isSecret: false) }
        if let port { flags["port"] = ConfigValue(.int(port), isSecret: false) }
        if let folder = data.folder { flags["data"] = ConfigValue(.string(folder), isSecret: false) }
        if let engine { flags["engine"] = ConfigValue(.string(engine), isSecret: false) }
        if demo { flags["demo"] = ConfigValue(.string("on"), isSecret: false) }
        return flags
    }
}
