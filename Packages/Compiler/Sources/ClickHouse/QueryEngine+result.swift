public import JSON
import Synchronization

extension QueryEngine {
    /// Runs a query and keeps its whole result.
    public func result(of sql: ClickHouseSQL, options: QueryOptions = QueryOptions()) async throws(QueryEngineError)
        -> QueryResult
    {
        let collected = Mutex(RowChunk())
        let statistics = try await run(sql, options: options) { chunk in
            collected.withLock { $0.append(chunk) }
        }
        return QueryResult(columns: statistics.columns, rows: collected.withLock { $0 })
    }

    /// Runs a query of our own and reads its rows.
    public func rows(of sql: ClickHouseSQL, options: QueryOptions = QueryOptions()) async throws(QueryEngineError)
        -> [[JSONValue]]
    {
        let result = try await result(of: sql, options: options)
        let text = [UInt8(ascii: "[")] + result.rows.bytes + [UInt8(ascii: "]")]
        guard let rows = (try? JSONValue(parsing: text))?.arrayValue else {
            throw .failed(reason: "the engine's rows are not JSON")
        }
        return rows.map { $0.arrayValue ?? [] }
    }

    public func execute(_ sql: ClickHouseSQL) async throws(QueryEngineError) {
        try await execute(sql, options: QueryOptions())
    }
}
