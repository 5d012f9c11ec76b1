import Access
import ArgumentParser
import ClickHouse
import Definitions
import EmbeddedClickHouse
import Foundation
import Ingestion
import Storage
import Synchronization

/// `hoglet import`: events and persons from files, with the server stopped.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import events and persons from files, with the server stopped.",
        discussion: """
            A file is JSON lines unless its name ends in .csv, .tsv or .parquet. A row that can't be used is told by its \
            line and reason, the rest goes in, and the exit status is 1. Importing a file twice adds nothing.
            """
    )

    @Option(help: "The project to import into.")
    var project: Int

    @Option(help: "A file of persons: id, distinct_ids, properties, created_at.")
    var persons: String?

    @Option(help: "A file of events, in the form of captured events or of a batch export.")
    var events: String?

    @OptionGroup
    var data: DataOption

    func validate() throws {
        if persons == nil, events == nil { throw ValidationError("Give --persons FILE, --events FILE or both.") }
    }

    func run() async throws {
        let settings = try await data.settings()
        let folder = try DataFolder(settings.dataFolder)
        try folder.lock()
        let database = try await settings.openDatabase()
        guard try await AccessControl(database).projects.project(id: project) != nil else {
            throw ValidationError("There is no project \(project).")
        }
        let engine = try await settings.openEngine(in: folder)
        let pipeline = try EventPipeline(
            folder: folder.log,
            database: database,
            engine: engine,
            definitions: DefinitionStore(database, clock: settings.clock),
            clock: settings.clock
        )
        let report = try await importFiles(through: pipeline, engine, settings.clock)
        await engine.close()
        for fault in report.faults { Self.tell("\(fault)\n") }
        print("\(report.persons) persons and \(report.events) events imported, \(report.faultCount) rows left out")
        if report.faultCount > 0 { throw ExitCode(1) }
    }

    private func importFiles(
        through pipeline: EventPipeline,
        _ engine: EmbeddedEngine,
        _ clock: Clock
    ) async throws -> ImportReport {
        let importing = EventImport(into: pipeline, engine: engine, projectID: project, clock: clock)
        let bar = isatty(STDERR_FILENO) == 1 ? ProgressBar() : nil
        try await pipeline.start()
        let report = try await pipeline.whileRunning { [persons, events] in
            try await importing.run(persons: persons, events: events) { bar?.show($0) }
        }
        bar?.end()
        return report
    }

    private static func tell(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }

    /// A line on the terminal that shows how far the file is read.
    private final class ProgressBar: Sendable {
        private static let width = 30
        private let lastPercent = Mutex(-1)

        func show(_ progress: ImportProgress) {
            let percent = progress.totalBytes > 0 ? 100 * progress.bytesRead / progress.totalBytes : 100
            let isNews = lastPercent.withLock { last in
                defer { last = percent }
                return last != percent
            }
            guard isNews else { return }
            let filled = Self.width * percent / 100
            let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
            ImportCommand.tell("\r[\(bar)] \(percent) % of \(progress.file), \(progress.rows) rows\u{1B}[K")
        }

        func end() { ImportCommand.tell("\r\u{1B}[K") }
    }
}
