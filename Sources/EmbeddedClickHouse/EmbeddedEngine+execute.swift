public import ClickHouse

extension EmbeddedEngine {
    public func execute(_ sql: ClickHouseSQL, options: QueryOptions) async throws(QueryEngineError) {
        let settings = options.engineSettings
        // A table may have come, gone or changed.
        defer { knownColumns.clear() }
        try await carryOut(options.queryID) { (connection, ticket) throws(QueryEngineError) in
            // Not every statement has a place for settings, so they are the session's, which ends with the statement.
            if !settings.isEmpty {
                connection.isSpoiled = true
                try connection.execute("SET " + SettingsList.text(settings))
            }
            guard !ticket.isCancelled else { throw .cancelled }
            try connection.execute(ticket.mark + sql.literalText)
        }
    }

    public func insert(_ insertion: FileInsertion) async throws(QueryEngineError) {
        // ClickHouse takes these for patterns, and there is no way to say that they are not.
        guard !insertion.path.contains(where: { "*?{}".contains($0) }) else {
            throw .failed(
                reason: "the path \(insertion.path) holds one of * ? { }, which ClickHouse takes for a pattern"
            )
        }
        let text = insertion.statement.literalText + SettingsList.clause(insertion.settings)
        try await carryOut(nil) { (connection, ticket) throws(QueryEngineError) in
            try connection.execute(ticket.mark + text)
        }
    }
}
