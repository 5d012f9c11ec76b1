internal import ClickHouse
internal import JSON
internal import Synchronization

extension EngineContract {
    /// What rows look like.
    static let rows: [Clause] = [
        Clause("every type has its shape in JSON") { try await $0.checkShapes() },
        Clause("datetimes are ISO 8601 with the offset of the project") { try await $0.checkDatetimes() },
        Clause("datetimes inside other values are written alike") { try await $0.checkNestedDatetimes() },
        Clause("bytes that are no text do not break the JSON") { try await $0.checkInvalidText() },
        Clause("rows keep the order of the query") { try await $0.checkOrder() },
        Clause("columns have the names and types of the query, whatever they are") { try await $0.checkColumns() },
        Clause("a result without rows has its columns") { try await $0.checkEmpty() },
        Clause("a large result comes in chunks") { try await $0.checkChunks() },
        Clause("a query of a table that has changed has the new columns") { try await $0.checkChangedTable() },
    ]

    private func checkShapes() async throws {
        let cases: [(ClickHouseSQL, String)] = [
            ("toUInt64(18446744073709551615)", "18446744073709551615"),
            ("toInt128('170141183460469231731687303715884105727')", "170141183460469231731687303715884105727"),
            ("nan", "null"), ("-inf", "null"), ("[nan, 1.5]", "[null,1.5]"), ("toFloat32(0.1)", "0.1"),
            ("toDecimal64('12.34', 4)", "12.34"), ("true", "true"), ("[true, false]", "[true,false]"), ("NULL", "null"),
            ("toDate('2026-01-31')", #""2026-01-31""#), ("toDate32('1930-01-31')", #""1930-01-31""#),
            ("[toDate('2026-01-31')]", #"["2026-01-31"]"#), ("(1, 'a')", #"[1,"a"]"#),
            ("CAST((1, 'a'), 'Tuple(x UInt8, y String)')", #"[1,"a"]"#), ("map('a', 1, 'b', 2)", #"{"a":1,"b":2}"#),
            ("CAST('a', 'Enum8(\\'a\\' = 1)')", #""a""#), ("toIPv4('1.2.3.4')", #""1.2.3.4""#),
            ("toLowCardinality('x')", #""x""#), ("toFixedString('ab', 2)", #""ab""#),
            ("CAST(NULL, 'Nullable(Int8)')", "null"),
            (#"CAST('{"b": 1, "a": {"x": [1, "y", 2.5]}}', 'JSON')"#, #"{"a":{"x":[1,"y",2.5]},"b":1}"#),
            (#"CAST('{"a.b": true}', 'JSON')"#, #"{"a.b":true}"#), ("'http://a/b'", #""http://a/b""#),
        ]
        for (expression, expected) in cases {
            try await expect(json(of: "SELECT \(expression)"), is: "[\(expected)]", expression.text)
        }
    }

    private func checkDatetimes() async throws {
        let cases: [(expression: ClickHouseSQL, timezone: String, expected: String)] = [
            ("toDateTime('2026-01-31 10:00:00', 'UTC')", "UTC", "2026-01-31T10:00:00Z"),
            ("toDateTime64('2026-01-31 10:00:00.120', 3, 'UTC')", "UTC", "2026-01-31T10:00:00.120000Z"),
            ("toDateTime64('2026-01-31 10:00:00.000001', 6, 'UTC')", "UTC", "2026-01-31T10:00:00.000001Z"),
            ("toDateTime64('2026-01-31 10:00:00', 6, 'UTC')", "UTC", "2026-01-31T10:00:00Z"),
            ("toDateTime64('2026-01-31 10:00:00.123456789', 9, 'UTC')", "UTC", "2026-01-31T10:00:00.123456Z"),
            ("toDateTime64('1925-01-01 00:00:00.5', 6, 'UTC')", "UTC", "1925-01-01T00:00:00.500000Z"),
            ("toDateTime('2026-01-31 10:00:00', 'UTC')", "Europe/Berlin", "2026-01-31T11:00:00+01:00"),
            ("toDateTime('2026-07-31 10:00:00', 'UTC')", "Europe/Berlin", "2026-07-31T12:00:00+02:00"),
            ("toDateTime64('2026-01-31 23:30:00.25', 6, 'UTC')", "Asia/Kolkata", "2026-02-01T05:00:00.250000+05:30"),
            ("toDateTime64('2026-01-31 10:00:00', 3, 'Asia/Tokyo')", "America/New_York", "2026-01-30T20:00:00-05:00"),
            ("toLowCardinality(toDateTime('2026-01-31 10:00:00', 'UTC'))", "UTC", "2026-01-31T10:00:00Z"),
        ]
        for (expression, timezone, expected) in cases {
            let sql: ClickHouseSQL = "SELECT \(expression) SETTINGS allow_suspicious_low_cardinality_types = 1"
            try await expect(
                json(of: sql, timezone: timezone),
                is: "[\"\(expected)\"]",
                "\(expression.text) in \(timezone)"
            )
        }
    }

    private func checkNestedDatetimes() async throws {
        let time = "toDateTime64('2026-01-31 10:00:00', 6, 'UTC')"
        let iso = #""2026-01-31T10:00:00Z""#
        let cases: [(String, String)] = [
            ("toNullable(\(time))", iso), ("CAST(NULL, 'Nullable(DateTime)')", "null"), ("[\(time)]", "[\(iso)]"),
            ("CAST([], 'Array(DateTime)')", "[]"), ("[[\(time)], []]", "[[\(iso)],[]]"), ("(1, \(time))", "[1,\(iso)]"),
            ("[(1, \(time))]", "[[1,\(iso)]]"), ("[(1, [(\(time), 'x')])]", "[[1,[[\(iso),\"x\"]]]]"),
            ("map('a', \(time))", "{\"a\":\(iso)}"), ("[toNullable(\(time)), NULL]", "[\(iso),null]"),
            ("CAST((1, \(time)), 'Tuple(a UInt8, b DateTime)')", "[1,\(iso)]"),
            ("map('a', [\(time)])", "{\"a\":[\(iso)]}"),
        ]
        for (expression, expected) in cases {
            var sql: ClickHouseSQL = "SELECT "
            sql.append(text: expression)
            try await expect(json(of: sql), is: "[\(expected)]", expression)
        }
    }

    private func checkInvalidText() async throws {
        try await expect(json(of: "SELECT unhex('61FF62')"), is: "[\"a\u{FFFD}b\"]", "a byte that is no UTF-8")
    }

    private func checkOrder() async throws {
        let sql: ClickHouseSQL = """
            SELECT number FROM numbers_mt(300000) ORDER BY number % 2, number DESC LIMIT 200000 SETTINGS max_threads = 4
            """
        let numbers = try await engine.rows(of: sql).compactMap { $0.first?.compactText }
        let all = Array(0..<300_000)
        let expected = (all.filter { $0 % 2 == 0 }.reversed() + all.filter { $0 % 2 == 1 }.reversed()).prefix(200_000)
        try expect(numbers == expected.map { "\($0)" }, "the rows are in another order")
    }

    private func checkColumns() async throws {
        let sql: ClickHouseSQL =
            "SELECT 1, 1, 'x' AS `a b`, \(.string("y'`\\")), now64(6) AS t, [1.5] AS `select`, toString(1)"
        let columns = try await engine.result(of: sql).columns
        try expect(columns.count, is: 7, "the number of columns")
        try expect(columns[2].name, is: "a b", "a name with a blank")
        try expect(columns[5].name, is: "select", "a name that is a keyword")
        try expect(
            columns.map(\.type),
            is: [
                .uint(bits: 8), .uint(bits: 8), .string, .string, .dateTime64(precision: 6, timezone: nil),
                .array(.float(bits: 64)), .string,
            ],
            "the types"
        )
        try await expect(engine.columns(of: sql), is: columns, "the columns without the rows")
        // The name of a column can depend on the value of a parameter, which is not part of the query's text.
        for value in ["a", "b", "a"] {
            try await expect(json(of: "SELECT \(.string(value))"), is: "[\"\(value)\"]", "a value")
        }
    }

    private func checkEmpty() async throws {
        let result = try await engine.result(of: "SELECT number AS n FROM numbers(0)")
        try expect(result.rows, is: RowChunk(), "the rows of an empty result")
        try expect(
            result.columns,
            is: [ResultColumn(name: "n", type: .uint(bits: 64))],
            "the columns of an empty result"
        )
    }

    private func checkChunks() async throws {
        let chunks = Mutex<[RowChunk]>([])
        let statistics = try await engine.run(
            "SELECT number, repeat('x', 100) FROM numbers(50000)",
            options: QueryOptions()
        ) { chunk in chunks.withLock { $0.append(chunk) } }
        let sizes = chunks.withLock { $0.map(\.bytes.count) }
        try expect(sizes.count > 3, "all rows come at once")
        try expect(sizes.allSatisfy { $0 < 4 << 20 }, "a chunk is larger than 4 MiB")
        try expect(statistics.rows, is: 50_000, "the rows counted")
        try expect(chunks.withLock { $0.reduce(0) { $0 + $1.count } }, is: 50_000, "the rows handed over")
    }

    private func checkChangedTable() async throws {
        try await engine.execute("DROP TABLE IF EXISTS contract_changed")
        try await engine.execute("CREATE TABLE contract_changed (a UInt8) ENGINE = MergeTree ORDER BY a")
        try await engine.execute("INSERT INTO contract_changed SELECT 1")
        try await expect(json(of: "SELECT * FROM contract_changed"), is: "[1]", "the first table")
        try await engine.execute("DROP TABLE contract_changed")
        try await engine.execute("CREATE TABLE contract_changed (b String, c UInt8) ENGINE = MergeTree ORDER BY c")
        try await engine.execute("INSERT INTO contract_changed SELECT 'x', 2")
        try await expect(json(of: "SELECT * FROM contract_changed"), is: "[\"x\",2]", "the second table")
        try await engine.execute("DROP TABLE contract_changed")
    }
}
