public import ClickHouse

extension EmbeddedEngine {
    public func run(
        _ sql: ClickHouseSQL,
        options: QueryOptions,
        onRows: @escaping @Sendable (RowChunk) throws -> Void
    ) async throws(QueryEngineError) -> QueryStatistics {
        try await carryOut(options.queryID) { [knownColumns] (connection, ticket) throws(QueryEngineError) in
            let start = ContinuousClock.now
            let settings = SettingsList.clause(options.engineSettings)
            // Limits don't change what the columns are, but other settings can.
            let key = sql.text + SettingsList.clause(options.otherSettings)
            let columns = try knownColumns.columns(key, of: sql, on: connection, ticket, settings: settings)
            guard !ticket.isCancelled else { throw .cancelled }
            let format = RowFormat(columns: columns, timezone: options.timezone)
            var rows = 0
            let text = ticket.mark + format.select(from: sql).literalText + settings
            try connection.read(text) { batch throws(QueryEngineError) in
                guard !ticket.isCancelled else { throw .cancelled }
                rows += batch.count
                try batch.forEachChunk(onRows)
            }
            return QueryStatistics(columns: columns, rows: rows, elapsed: start.duration(to: .now))
        }
    }

    public func columns(of sql: ClickHouseSQL) async throws(QueryEngineError) -> [ResultColumn] {
        if let columns = knownColumns.columns(of: sql.text) { return columns }
        return try await carryOut(nil) { [knownColumns] (connection, ticket) throws(QueryEngineError) in
            try knownColumns.columns(sql.text, of: sql, on: connection, ticket, settings: "")
        }
    }
}

extension ColumnsCache {
    /// The columns of a query, from the engine if they are not known under the key.
    fileprivate func columns(
        _ key: String,
        of sql: ClickHouseSQL,
        on connection: ChDBConnection,
        _ ticket: StatementTicket,
        settings: String
    ) throws(QueryEngineError) -> [ResultColumn] {
        if let columns = columns(of: key) { return columns }
        let epoch = epoch
        var columns: [ResultColumn] = []
        try connection.read(ticket.mark + "DESCRIBE (\(sql.literalText)\n)" + settings) {
            batch throws(QueryEngineError) in
            let names = try batch.text(column: 0)
            let types = try batch.text(column: 1)
            for row in 0..<names.count {
                columns.append(
                    ResultColumn(name: names.string(at: row), type: ClickHouseType(name: types.string(at: row)))
                )
            }
        }
        keep(columns, for: key, since: epoch)
        return columns
    }
}
