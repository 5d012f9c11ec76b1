public import ClickHouse
import Foundation
public import Storage

/// Puts files of persons and events into a project, by the same way as events from clients.
///
/// Persons come first: they decide who owns a distinct id, so that an event that names somebody else belongs to the
/// past. A row that cannot be used is reported, and the others go in. Importing a file twice adds nothing.
public struct EventImport: Sendable {
    /// Entries are handed over in records of about this size.
    private static let recordEntries = 1000
    /// So much may be on its way; reading waits for the engine then.
    private static let largestBacklog = 64 * 1024 * 1024

    private let pipeline: EventPipeline
    private let tables: TableFile
    private let projectID: Int
    private let clock: Clock

    /// Makes an import into a project; `pipeline` has to be running, see ``EventPipeline/whileRunning(_:)``.
    public init(into pipeline: EventPipeline, engine: any QueryEngine, projectID: Int, clock: Clock = .system) {
        self.pipeline = pipeline
        tables = TableFile(engine: engine)
        self.projectID = projectID
        self.clock = clock
    }

    /// Reads the files, JSON lines unless their names end in `.csv`, `.tsv` or `.parquet`.
    public func run(
        persons: String? = nil,
        events: String? = nil,
        onProgress: @Sendable (ImportProgress) -> Void = { _ in }
    ) async throws -> ImportReport {
        var report = ImportReport()
        if let persons {
            let row = PersonRow(now: clock.now())
            report.persons = try await importFile(persons, &report, onProgress) { line throws(RowFault) in
                .person(try row.person(line), projectID: projectID)
            }
        }
        if let events {
            let row = EventRow(projectID: projectID, now: clock.now())
            report.events = try await importFile(events, &report, onProgress) { line throws(RowFault) in
                .event(try row.event(line), projectID: projectID)
            }
        }
        return report
    }

    /// Reads one file; tells how many rows went in.
    private func importFile(
        _ path: String,
        _ report: inout ImportReport,
        _ onProgress: (ImportProgress) -> Void,
        entry: (LineReader.Line) throws(RowFault) -> LogEntry
    ) async throws -> Int {
        var faults: [ImportReport.Fault] = []
        let count = try await tables.withJSONLines(of: path) { lines in
            var reader = try LineReader(path: lines)
            let size = try FileManager.default.attributesOfItem(atPath: lines)[.size] as? Int ?? 0
            var entries: [LogEntry] = []
            var count = 0
            while let lines = try reader.nextLines() {
                for line in lines {
                    do throws(RowFault) {
                        entries.append(try entry(line))
                    } catch {
                        faults.append(.init(file: path, line: line.number, reason: error.reason))
                    }
                }
                count += entries.count
                try await append(&entries)
                onProgress(ImportProgress(file: path, bytesRead: reader.position, totalBytes: size, rows: count))
            }
            return count
        }
        for fault in faults { report.add(fault) }
        return count
    }

    /// Hands the entries over, waiting as long as there are too many on their way.
    private func append(_ entries: inout [LogEntry]) async throws {
        while pipeline.backlogSize > Self.largestBacklog { try await Task.sleep(for: .milliseconds(10)) }
        for start in stride(from: 0, to: entries.count, by: Self.recordEntries) {
            try await pipeline.append(Array(entries[start..<min(start + Self.recordEntries, entries.count)]))
        }
        entries.removeAll(keepingCapacity: true)
    }
}
