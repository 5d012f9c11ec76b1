import Foundation
import GRDB
import Logging
import Storage
import Synchronization

/// Keeps results in SQLite, so that a restarted server answers from its cache at once.
///
/// Writing happens behind the answers, in batches. Which keys there are is known in memory, so a query that has never
/// been run costs no look-up.
final class ResultsArchive: Sendable {
    private struct State {
        var known: Set<ResultKey> = []
        var pending: [ResultKey: StoredResult] = [:]
        var pendingSize = 0
    }

    /// What waits to be written is bounded: results beyond it are only kept in memory.
    private static let maximumPending = 32 << 20
    /// A larger result is not worth the writing.
    private static let maximumResult = 8 << 20

    private let state = Mutex(State())
    private let database: any DatabaseWriter
    private let capacity: Int

    /// Makes an archive of so many bytes.
    init(_ database: any DatabaseWriter, capacity: Int) {
        self.database = database
        self.capacity = capacity
    }

    /// Learns which results there are.
    func open() async throws {
        let keys = try await database.read { db in
            try Row.fetchAll(db, sql: "SELECT key, project_id FROM query_result").compactMap { row in
                ResultKey(projectID: row["project_id"], text: row["key"])
            }
        }
        state.withLock { $0.known.formUnion(keys) }
    }

    /// The result kept for that key; nil when there is none.
    func result(for key: ResultKey) async throws -> StoredResult? {
        let (isKnown, pending) = state.withLock { ($0.known.contains(key), $0.pending[key]) }
        if let pending { return pending }
        guard isKnown else { return nil }
        return try await database.read { db in try QueryResultRecord.fetchOne(db, key: key.text) }.map(
            StoredResult.init
        )
    }

    /// Takes a result to be written soon.
    func add(_ result: StoredResult, for key: ResultKey) {
        guard result.size <= Self.maximumResult else { return }
        state.withLock { state in
            let replaced = state.pending[key]?.size ?? 0
            guard state.pendingSize - replaced + result.size <= Self.maximumPending else { return }
            state.pending[key] = result
            state.pendingSize += result.size - replaced
        }
    }

    /// Writes what waits, and removes the oldest results beyond the capacity.
    func flush() async throws {
        let batch = state.withLock { $0.pending }
        guard !batch.isEmpty else { return }
        let removed = try await database.write { [capacity] db in
            for (key, result) in batch { try QueryResultRecord(result, key: key).insert(db) }
            return try Self.removeOldest(beyond: capacity, in: db)
        }
        state.withLock { state in
            for (key, result) in batch where state.pending[key] === result {
                state.pending[key] = nil
                state.pendingSize -= result.size
            }
            state.known.formUnion(batch.keys)
            state.known.subtract(removed)
        }
    }

    private static func removeOldest(beyond capacity: Int, in db: GRDB.Database) throws -> [ResultKey] {
        let total = try Int.fetchOne(db, sql: "SELECT sum(size) FROM query_result") ?? 0
        guard total > capacity else { return [] }
        // A tenth more than needed, so that this is rare.
        var excess = total - capacity / 10 * 9
        var removed: [ResultKey] = []
        let oldest = try Row.fetchCursor(db, sql: "SELECT key, project_id, size FROM query_result ORDER BY computed_at")
        var keys: [String] = []
        while excess > 0, let row = try oldest.next() {
            excess -= row["size"]
            keys.append(row["key"])
            if let key = ResultKey(projectID: row["project_id"], text: row["key"]) { removed.append(key) }
        }
        for key in keys { _ = try QueryResultRecord.deleteOne(db, key: key) }
        return removed
    }
}

extension StoredResult {
    fileprivate convenience init(_ record: QueryResultRecord) {
        self.init(
            head: Array(record.head),
            rowCount: record.rowCount,
            hasMore: record.hasMore,
            limit: record.rowLimit,
            offset: record.rowOffset,
            computedAt: record.computedAt,
            timezone: record.timezone,
            entityTag: record.entityTag,
            trace: Trace(
                hogql: record.hogql,
                clickHouse: record.clickhouse,
                elapsedMicroseconds: record.elapsedMicroseconds
            )
        )
    }
}

extension QueryResultRecord {
    fileprivate init(_ result: StoredResult, key: ResultKey) {
        self.init(
            key: key.text,
            projectID: key.projectID,
            computedAt: result.computedAt,
            head: Data(result.head),
            rowCount: result.rowCount,
            hasMore: result.hasMore,
            rowLimit: result.limit,
            rowOffset: result.offset,
            timezone: result.timezone,
            entityTag: result.entityTag,
            hogql: result.trace.hogql,
            clickhouse: result.trace.clickHouse,
            elapsedMicroseconds: result.trace.elapsedMicroseconds,
            size: result.size
        )
    }
}
