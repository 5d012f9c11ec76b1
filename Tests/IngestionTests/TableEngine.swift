import ClickHouse
import Foundation
import JSON
import Synchronization

/// An engine that keeps what it is told to insert, as far as tokens make it new: enough to see what arrives, and how
/// often.
final class TableEngine: QueryEngine {
    private struct State {
        var rows: [String: [JSONObject]] = [:]
        var tokens: Set<String> = []
        var failures: [QueryEngineError] = []
        var refused: String?
        var questions = 0
    }

    private let state = Mutex(State())

    func rows(_ table: String) -> [JSONObject] { state.withLock { $0.rows[table] ?? [] } }

    /// The values of one column of `events`, in the order of arrival.
    func events(_ column: String) -> [String] { rows("events").map { $0[column]?.stringValue ?? "" } }

    /// How often it was asked which events it has.
    var questions: Int { state.withLock { $0.questions } }

    /// Makes the next insertions fail.
    func fail(with errors: QueryEngineError...) { state.withLock { $0.failures += errors } }

    /// Makes every insertion fail whose file holds that text.
    func refuse(_ text: String) { state.withLock { $0.refused = text } }

    func insert(_ insertion: FileInsertion) async throws(QueryEngineError) {
        let bytes = FileManager.default.contents(atPath: insertion.path).map(Array.init) ?? []
        let result: Result<Void, QueryEngineError> = state.withLock { state in
            if !state.failures.isEmpty { return .failure(state.failures.removeFirst()) }
            if let refused = state.refused, bytes.firstRange(of: Array(refused.utf8)) != nil {
                return .failure(.refused(.init(code: 117, name: "INCORRECT_DATA", message: "cannot parse")))
            }
            guard state.tokens.insert(insertion.deduplicationToken).inserted else { return .success(()) }
            for line in bytes.split(separator: UInt8(ascii: "\n")) {
                guard let row = (try? JSONValue(parsing: line))?.objectValue else {
                    return .failure(.failed(reason: "no JSON: \(String(decoding: line, as: UTF8.self))"))
                }
                state.rows[insertion.table, default: []].append(row)
            }
            return .success(())
        }
        try result.get()
    }

    func run(
        _ sql: ClickHouseSQL,
        options: QueryOptions,
        onRows: @escaping @Sendable (RowChunk) throws -> Void
    ) async throws(QueryEngineError) -> QueryStatistics {
        let rows = state.withLock { state -> [String] in
            guard sql.text.contains("FROM events") else { return [] }
            state.questions += 1
            let stored = (state.rows["events"] ?? []).compactMap { $0["uuid"]?.stringValue }
            return sql.text.contains("SELECT 1") ? stored.prefix(1).map { _ in "[1]" } : stored.map { "[\"\($0)\"]" }
        }
        for row in rows {
            do { try onRows(RowChunk(bytes: Array(row.utf8), count: 1)) } catch { throw .cancelled }
        }
        return QueryStatistics(rows: rows.count)
    }

    func execute(_ sql: ClickHouseSQL, options: QueryOptions) async throws(QueryEngineError) {}
    func columns(of sql: ClickHouseSQL) async throws(QueryEngineError) -> [ResultColumn] { [] }
    func progress(of queryID: String) async -> QueryProgress? { nil }
    func cancel(_ queryID: String) async -> Bool { false }
}
