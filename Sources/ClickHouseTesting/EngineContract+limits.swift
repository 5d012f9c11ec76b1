internal import ClickHouse

extension EngineContract {
    /// What a query may use.
    static let limits: [Clause] = [
        Clause("a query that takes too long is timed out") { try await $0.checkDuration() },
        Clause("a query that takes too much memory is stopped") { try await $0.checkMemory() },
        Clause("a query that reads too many rows is stopped") { try await $0.checkRowsRead() },
        Clause("limits hold for statements without rows too, and only for theirs") {
            try await $0.checkStatementLimits()
        },
        Clause("settings reach the query") { try await $0.checkSettings() },
    ]

    private func checkDuration() async throws {
        let start = ContinuousClock.now
        guard
            case .timedOut = try await error(
                of: Self.endless,
                options: QueryOptions(maximumDuration: .milliseconds(300))
            )
        else { throw ContractViolation(description: "an endless query is not timed out") }
        try expect(
            ContinuousClock.now - start < .seconds(10),
            "a time limit of 0.3 s takes \(ContinuousClock.now - start)"
        )
    }

    private func checkMemory() async throws {
        let options = QueryOptions(maximumMemory: 20 << 20)
        guard
            case .memoryLimit = try await error(of: "SELECT uniqExact(number) FROM numbers(50000000)", options: options)
        else { throw ContractViolation(description: "20 MiB do not limit a query's memory") }
    }

    private func checkRowsRead() async throws {
        let options = QueryOptions(maximumRowsRead: 1000)
        guard case .rowLimit = try await error(of: "SELECT sum(number) FROM numbers(10000000)", options: options)
        else { throw ContractViolation(description: "a limit of 1,000 rows lets a query read 10,000,000") }
    }

    private func checkStatementLimits() async throws {
        try await engine.execute("DROP TABLE IF EXISTS contract_limits")
        do {
            try await engine.execute(
                "CREATE TABLE contract_limits ENGINE = Memory AS SELECT count() FROM numbers(1000000000000) WHERE sipHash64(number) = 1",
                options: QueryOptions(maximumDuration: .milliseconds(300))
            )
            throw ContractViolation(description: "an endless statement is not timed out")
        } catch QueryEngineError.timedOut {}
        for _ in 0..<20 {
            try await expect(
                json(of: "SELECT getSetting('max_execution_time')"),
                is: "[0]",
                "the time limit of the next query"
            )
        }
        try await engine.execute("DROP TABLE IF EXISTS contract_limits")
    }

    private func checkSettings() async throws {
        let options = QueryOptions(maximumThreads: 1, isReadOnly: true, settings: ["max_block_size": "1234"])
        let rows = try await engine.result(
            of: "SELECT getSetting('max_threads'), getSetting('readonly'), getSetting('max_block_size')",
            options: options
        )
        try expect(
            String(decoding: rows.rows.bytes.filter { $0 != UInt8(ascii: " ") }, as: UTF8.self),
            is: "[1,1,1234]",
            "settings"
        )
        // A setting may change the types of the columns, also of a query whose columns are known without it.
        let join: ClickHouseSQL =
            "SELECT b FROM (SELECT 1 AS a) AS l LEFT JOIN (SELECT 2 AS a, 3 AS b) AS r ON l.a = r.a"
        for (nulls, value) in [("0", "[0]"), ("1", "[null]"), ("0", "[0]")] {
            let result = try await engine.result(of: join, options: QueryOptions(settings: ["join_use_nulls": nulls]))
            try expect(
                result.columns.map(\.type.isNullable),
                is: [nulls == "1"],
                "the type with join_use_nulls = \(nulls)"
            )
            try expect(
                String(decoding: result.rows.bytes, as: UTF8.self),
                is: value,
                "a row with join_use_nulls = \(nulls)"
            )
        }
    }
}
