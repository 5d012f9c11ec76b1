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
    /// The lines between two writings.
    private static let maximumPending = 20_000
    /// The lines kept for each endpoint.
    static let maximumLines = 10_000

    /// What a run came to.
    enum Event: Sendable {
        case executed(version: EndpointVersion, rows: Int, isCached: Bool)
        case failed(version: EndpointVersion, code: String)
        /// It was refused before it began.
        case invalid(String)
    }

    fileprivate struct Line: Sendable {
        let execution: Execution
        let time: Timestamp
        let duration: Duration
        let event: Event
    }

    private struct State {
        var lines: [Line] = []
        /// The last runs by id of endpoint and of version, since the start of the process.
        var lastExecutions: [String: Timestamp] = [:]
        /// Those of them that are not written yet.
        var unwritten: [String: Timestamp] = [:]
    }

    private let state = Mutex(State())
    private let database: any DatabaseWriter

    public init(_ database: any DatabaseWriter) {
        self.database = database
    }

    func note(_ execution: Execution, at time: Timestamp, _ event: Event) {
        let line = Line(execution: execution, time: time, duration: execution.start.duration(to: .now), event: event)
        state.withLock { state in
            if case .executed(let version, _, _) = event {
                for id in [execution.endpoint.id, version.id] {
                    state.lastExecutions[id] = time
                    state.unwritten[id] = time
                }
            }
            if state.lines.count < Self.maximumPending { state.lines.append(line) }
        }
    }

    /// When an endpoint ran last, exact to the run.
    public func lastExecution(of endpoint: Endpoint) -> Timestamp? {
        state.withLock { $0.lastExecutions[endpoint.id] } ?? endpoint.lastExecutedAt
    }

    /// When a version ran last, exact to the run.
    public func lastExecution(of version: EndpointVersion) -> Timestamp? {
        state.withLock { $0.lastExecutions[version.id] } ?? version.lastExecutedAt
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
        let (lines, lastExecutions) = state.withLock { state in
            defer {
                state.lines = []
                state.unwritten = [:]
            }
            return (state.lines, state.unwritten)
        }
        guard !lines.isEmpty else { return }
        do {
            try await database.write { db in
                for (id, time) in lastExecutions { try Self.write(time, id, db) }
                for line in lines { try Self.record(line).insert(db) }
                for id in Set(lines.map(\.execution.endpoint.id)) { try Self.removeOldLines(of: id, db) }
            }
        } catch {
            Logger.current.warning("could not write the log of runs", metadata: ["error": "\(error)"])
        }
    }

    /// Ids of endpoints and of versions are both random, so one of the statements finds nothing.
    private static func write(_ time: Timestamp, _ id: String, _ db: GRDB.Database) throws {
        for table in ["endpoint", "endpoint_version"] {
            try db.execute(
                sql: "UPDATE \(table) SET last_executed_at = ? WHERE id = ?",
                arguments: [time, id]
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

    private static func record(_ line: Line) -> EndpointLogRecord {
        EndpointLogRecord(
            endpointID: line.execution.endpoint.id,
            executionID: line.execution.id,
            level: line.level,
            message: line.message,
            loggedAt: line.time
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
