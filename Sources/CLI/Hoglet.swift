import ArgumentParser
import Configuration

/// The command line: one file a command, and `Server.swift`, where everything is put together.
@main
struct Hoglet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hoglet",
        abstract: "PostHog's project API in one binary: events in, SQL endpoints out.",
        version: Hoglet.version,
        subcommands: [ServeCommand.self, KeyCommand.self, ProjectCommand.self, ImportCommand.self, HogQLCommand.self]
    )

    static let version = "0.1.0"
}

/// The option that every command has.
struct DataOption: ParsableArguments {
    @Option(name: .customLong("data"), help: "The folder that holds everything (HOGLET_DATA, default ./data).")
    var folder: String?

    /// The settings of a command that has no other flags.
    func settings() async throws -> Settings {
        try await Settings.read(flags: folder.map { ["data": .init(.string($0), isSecret: false)] } ?? [:])
    }
}
