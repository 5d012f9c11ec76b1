internal import ClickHouse

extension EngineContract {
    /// How errors are told apart and worded.
    static let errors: [Clause] = [
        Clause("a refused query says why with ClickHouse's code and name") { try await $0.checkRefusals() },
        Clause("a message holds nothing of the inner workings") { try await $0.checkMessages() },
        Clause("an error among the rows is an error") { try await $0.checkLateError() },
        Clause("a query that is too deep is refused and breaks nothing") { try await $0.checkDepth() },
        Clause("a large parameter is taken, one without measure refused as too large") { try await $0.checkSize() },
        Clause("a statement that is refused changes nothing for the next one") { try await $0.checkRecovery() },
    ]

    private func checkRefusals() async throws {
        let cases: [(ClickHouseSQL, Int, String)] = [
            ("SELECT nosuch FROM numbers(1)", 47, "UNKNOWN_IDENTIFIER"), ("SELECT * FROM nosuch", 60, "UNKNOWN_TABLE"),
            ("SELECT nosuch(1)", 46, "UNKNOWN_FUNCTION"), ("SELECT FROM WHERE", 62, "SYNTAX_ERROR"),
            ("SELECT 'a' + 1", 43, "ILLEGAL_TYPE_OF_ARGUMENT"), ("SELECT toInt64('x')", 6, "CANNOT_PARSE_TEXT"),
            ("SELECT \(.typed("x", .date))", 38, "CANNOT_PARSE_DATE"),
        ]
        for (sql, code, name) in cases {
            guard case .refused(let exception) = try await error(of: sql) else {
                throw ContractViolation(description: "\(sql.text) is not refused but \(try await error(of: sql))")
            }
            try expect(exception.code, is: code, sql.text)
            try expect(exception.name, is: name, sql.text)
            try expect(!exception.message.isEmpty, "no message for \(sql.text)")
        }
        do {
            try await engine.execute("DROP TABLE nosuch")
            throw ContractViolation(description: "a table that does not exist is dropped")
        } catch QueryEngineError.refused(let exception) {
            try expect(exception.code, is: 60, "the code for a statement without rows")
        }
    }

    private func checkMessages() async throws {
        let cases: [ClickHouseSQL] = [
            "SELECT nosuch, \(.string("secret")) FROM numbers(1)", "SELECT * FROM nosuch WHERE \(.int(1)) = 1",
            "SELECT toInt64(concat('x', toString(number))) FROM numbers(3)",
            "SELECT throwIf(number = 2, 'stop') FROM numbers(3)", "SELECT [1, 2][toDateTime('x', 'UTC')]",
        ]
        let forbidden = [
            "formatRow", "DESCRIBE", "DB::", "version", "Stack", "__table", "secret", "chdb", "hoglet", "scope",
            "Code:",
        ]
        for sql in cases {
            guard case .refused(let exception) = try await error(of: sql) else { continue }
            for word in forbidden {
                try expect(!exception.message.contains(word), "a message holds “\(word)”: \(exception.message)")
            }
            try expect(!exception.message.hasSuffix("."), "a message ends with a stop: \(exception.message)")
        }
    }

    private func checkLateError() async throws {
        let sql: ClickHouseSQL = "SELECT throwIf(number = 150000, 'late') FROM numbers(200000) SETTINGS max_threads = 1"
        guard case .refused(let exception) = try await error(of: sql) else {
            throw ContractViolation(description: "an error behind the first rows is not an error")
        }
        try expect(exception.code, is: 395, "the code of an error behind the first rows")
        try expect(exception.message, is: "late", "the message of an error behind the first rows")
    }

    private func checkDepth() async throws {
        for depth in [10_000, 1_000_000] {
            var sql: ClickHouseSQL = "SELECT "
            sql.append(text: String(repeating: "(", count: depth) + "1" + String(repeating: ")", count: depth))
            guard case .tooLarge = try await error(of: sql) else {
                throw ContractViolation(description: "\(depth) parentheses: \(try await error(of: sql))")
            }
        }
        try await expect(json(of: "SELECT 1"), is: "[1]", "the query after one that is too deep")
    }

    private func checkSize() async throws {
        let large = String(repeating: "x", count: 5 << 20)
        try await expect(json(of: "SELECT length(\(.string(large))) AS n"), is: "[\(5 << 20)]", "a parameter of 5 MiB")
        let huge = String(repeating: "x", count: 20 << 20)
        guard case .tooLarge = try await error(of: "SELECT length(\(.string(huge))) AS n") else {
            throw ContractViolation(description: "a parameter of 20 MiB is not too large")
        }
    }

    private func checkRecovery() async throws {
        for _ in 0..<20 {
            _ = try await error(of: "SELECT throwIf(number = 3) FROM numbers(10)")
            _ = try await error(of: "SELECT * FROM nosuch")
            try await expect(json(of: "SELECT 1"), is: "[1]", "the query after an error")
        }
    }
}
