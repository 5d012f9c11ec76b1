public import GRDB
import Logging
public import ServiceLifecycle
public import Storage
import Synchronization

/// Notes what runs did, behind their answers: when each endpoint ran last, and a log line for every run.
///
/// A run only adds to a list in memory; the list is written every second. The log is bounded twice: lines beyond what a
/// second may bring are not kept, and of each endpoint the newest lines stay.
public final class RunJournal: Service {
    /// The lines that are kept between two writings; beyond it they are not worth their writing.
    private static let maximumPending = 2000
    /// The lines kept for each endpoint.
    private static let maximumLines = 10_000

    /// What a run came to.
    enum Event: Sendable {
        case executed(EndpointVersion, rows: Int, isCached: Bool)
        case failed(EndpointVersion, code: String)
        /// It was refused before it began.
        case invalid(String)
    }

    fileprivate struct Line: Sendable {
        let endpointID: String
        let executionID: String
        let time: Timestamp
        let duration: Duration
        let event: Event
    }

    /// The last run of a version.
    private struct LastRun: Sendable {
        let endpointID: String
        let time: Timestamp
        var isWritten = false
    }

    private struct State {
        var lines: [Line] = []
        /// By id of version; what has run since the start of the process.
        var lastRuns: [String: LastRun] = [:]
    }

    private let state = Mutex(State())
    private let database: any DatabaseWriter

    public init(_ database: any DatabaseWriter) {
        self.database = database
    }

    func note(_ execution: Execution, at time: Timestamp, _ event: Event) {
        let endpointID = execution.endpoint.id
        let duration = execution.start.duration(to: .now)
        state.withLock { state in
            if case .executed(let version, _, _) = event {
                state.lastRuns[version.id] = LastRun(endpointID: endpointID, time: time)
            }
            guard state.lines.count < Self.maximumPending else { return }
            state.lines.append(
                Line(endpointID: endpointID, executionID: execution.id, time: time, duration: duration, event: event)
            )
        }
    }

    /// When an endpoint ran last, exact to the run.
    public func lastExecution(of endpoint: Endpoint) -> Timestamp? {
        let newest = state.withLock { state in endpoint.versions.compactMap { state.lastRuns[$0.id]?.time }.max() }
        return newest ?? endpoint.lastExecutedAt
    }

    /// When a version ran last, exact to the run.
    public func lastExecution(of version: EndpointVersion) -> Timestamp? {
        state.withLock { $0.lastRuns[version.id]?.time } ?? version.lastExecutedAt
    }

    /// The lines of an endpoint, newest first, of one level or of all.
    public func lines(
        of endpoint: Endpoint,
        level: String?,
        limit: Int,
        offset: Int
    ) async throws -> (lines: [EndpointLogRecord], count: Int) {
        try await database.read { db in
            var request = EndpointLogRecord.filter(EndpointLogRecord.Columns.endpointID == endpoint.id)
            if let level { request = request.filter(EndpointLogRecord.Columns.level == level) }
            let page = request.order(EndpointLogRecord.Columns.id.desc).limit(limit, offset: offset)
            return (try page.fetchAll(db), try request.fetchCount(db))
        }
    }
}

// MARK: - Writing

extension RunJournal {
    /// Writes every second until the server stops.
    public func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(1))
                await flush()
            }
        }
        await flush()
    }

    /// Writes what waits; what can't be written is lost to the log, not to the runs.
    func flush() async {
        let (lines, lastRuns) = takeUnwritten()
        guard !lines.isEmpty else { return }
        do {
            try await database.write { db in
                for (id, run) in lastRuns { try Self.write(run, ofVersion: id, db) }
                try Self.insert(lines, db)
                for id in Set(lines.map(\.endpointID)) { try Self.removeOldLines(of: id, db) }
            }
        } catch {
            Logger.current.warning("could not write the log of runs", metadata: ["error": "\(error)"])
        }
    }

    private func takeUnwritten() -> (lines: [Line], lastRuns: [(id: String, run: LastRun)]) {
        state.withLock { state in
            let unwritten = state.lastRuns.filter { !$0.value.isWritten }
            for id in unwritten.keys { state.lastRuns[id]?.isWritten = true }
            defer { state.lines = [] }
            return (state.lines, unwritten.map { (id: $0.key, run: $0.value) })
        }
    }

    private static func write(_ run: LastRun, ofVersion id: String, _ db: GRDB.Database) throws {
        for (table, id) in [("endpoint", run.endpointID), ("endpoint_version", id)] {
            try db.cachedStatement(
                sql: "UPDATE \(table) SET last_executed_at = max(coalesce(last_executed_at, 0), ?) WHERE id = ?"
            )
            .execute(arguments: [run.time, id])
        }
    }

    /// With one prepared statement: under load this is most of what is written.
    private static func insert(_ lines: [Line], _ db: GRDB.Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO endpoint_log (endpoint_id, execution_id, level, message, logged_at)
                VALUES (?, ?, ?, ?, ?)
                """
        )
        for line in lines {
            try statement.execute(
                arguments: [line.endpointID, line.executionID, line.level, line.message, line.time]
            )
        }
    }

    private static func removeOldLines(of endpointID: String, _ db: GRDB.Database) throws {
        try db.execute(
            sql: """
                DELETE FROM endpoint_log WHERE endpoint_id = ? AND id <= (
                    SELECT id FROM endpoint_log WHERE endpoint_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?
                )
                """,
            arguments: [endpointID, endpointID, maximumLines]
        )
    }
}

extension RunJournal.Line {
    fileprivate var level: String { if case .executed = event { "INFO" } else { "ERROR" } }

    /// PostHog's words.
    fileprivate var message: String {
        switch event {
        case .executed(let version, let rows, let isCached):
            "Endpoint executed · path=inline cache=\(isCached ? "hit" : "miss") "
                + "duration_ms=\(Int(duration / .milliseconds(1))) rows=\(rows) version=\(version.number)"
        case .failed(let version, let code):
            "Endpoint execution failed · path=inline version=\(version.number) error=\(code)"
        case .invalid(let reason): "Endpoint execution failed · invalid request · \(reason)"
        }
    }
}
