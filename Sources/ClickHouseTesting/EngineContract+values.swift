internal import ClickHouse
internal import JSON

extension EngineContract {
    /// What a parameter becomes on its way through the engine and back.
    static let values: [Clause] = [
        Clause("scalars come back as they went") { try await $0.checkScalars() },
        Clause("parameters have the type they are sent under") { try await $0.checkTypes() },
        Clause("strings come back byte for byte, however hostile") { try await $0.checkStrings() },
        Clause("strings in arrays and tuples come back byte for byte") { try await $0.checkNestedStrings() },
        Clause("a parameter works where a query takes a constant") { try await $0.checkPlaces() },
        Clause("a name that looks like a parameter stays a name") { try await $0.checkNames() },
    ]

    private func checkScalars() async throws {
        let cases: [(ClickHouseValue, String)] = [
            (.null, "null"), (.bool(true), "true"), (.bool(false), "false"),
            (.int(0), "0"), (.int(.min), "-9223372036854775808"), (.int(.max), "9223372036854775807"),
            (.uint(.max), "18446744073709551615"),
            (.float(0.1), "0.1"), (.float(-2.5), "-2.5"), (.float(.infinity), "null"), (.float(.nan), "null"),
            (.float(.leastNonzeroMagnitude), "5e-324"), (.float(.greatestFiniteMagnitude), "1.7976931348623157e308"),
            (.string("abc"), #""abc""#), (.string(""), #""""#),
            (.typed("2026-01-31", .date), #""2026-01-31""#),
            (
                .typed("2026-01-31 10:00:00.5", .dateTime64(precision: 6, timezone: "UTC")),
                #""2026-01-31T10:00:00.500000Z""#
            ),
            (.typed("61f0c404-5cb3-11e7-907b-a6006ad3dba0", .uuid), #""61f0c404-5cb3-11e7-907b-a6006ad3dba0""#),
            (.typed("1.50", .decimal(precision: 10, scale: 2)), "1.5"),
            (.typed("2026-01-31", .nullable(.date)), #""2026-01-31""#),
            (.array([], element: .string), "[]"),
            (.array([.int(1), .int(-2)], element: .int(bits: 64)), "[1,-2]"),
            (.array([.float(1.5), .float(2)], element: .float(bits: 64)), "[1.5,2]"),
            (.array([.string("a"), .null], element: .nullable(.string)), #"["a",null]"#),
            (
                .array([.array([.uint(.max)], element: .uint(bits: 64))], element: .array(.uint(bits: 64))),
                "[[18446744073709551615]]"
            ),
            (.array([.bool(true)], element: .bool), "[true]"),
            (.tuple([.int(1), .string("a"), .float(0.5)]), #"[1,"a",0.5]"#), (.tuple([.int(1)]), "[1]"),
            (
                .array(
                    [.tuple([.int(1), .string("a")])],
                    element: .tuple([.init(type: .int(bits: 64)), .init(type: .string)])
                ),
                #"[[1,"a"]]"#
            ),
        ]
        for (value, expected) in cases {
            try await expect(json(of: "SELECT \(value)"), is: "[\(expected)]", "\(value)")
        }
    }

    private func checkTypes() async throws {
        let values: [ClickHouseValue] = [
            .null, .bool(true), .int(1), .uint(1), .float(1), .string("1"), .typed("1", .int(bits: 8)),
            .typed("1.5", .decimal(precision: 10, scale: 2)), .typed("2026-01-31", .date),
            .typed("2026-01-31 10:00:00", .dateTime64(precision: 6, timezone: "Europe/Berlin")),
            .array([.int(1)], element: .int(bits: 64)), .array([], element: .uuid), .tuple([.int(1), .string("a")]),
        ]
        for value in values {
            try await expect(
                json(of: "SELECT toTypeName(\(value))"),
                is: "[\(text(value.type.description))]",
                "\(value)"
            )
        }
    }

    private func checkStrings() async throws {
        for string in Self.strings {
            let size = string.utf8.count
            try await expect(
                json(of: "SELECT \(.string(string)) AS s, length(s)"),
                is: "[\(text(string)),\(size)]",
                string.debugDescription
            )
        }
    }

    private func checkNestedStrings() async throws {
        for string in Self.strings {
            let array = ClickHouseValue.array([.string(string), .string("b")], element: .string)
            let tuple = ClickHouseValue.tuple([.string(string), .string("b")])
            try await expect(
                json(of: "SELECT \(array), \(tuple)"),
                is: "[[\(text(string)),\"b\"],[\(text(string)),\"b\"]]",
                string.debugDescription
            )
        }
    }

    private func checkPlaces() async throws {
        let sql: ClickHouseSQL = """
            SELECT number FROM numbers(\(.int(10))) WHERE number IN \(.array([.int(3), .int(4)], element: .int(bits: 64)))
            AND toString(number) LIKE \(.string("%")) AND number BETWEEN \(.int(0)) AND \(.uint(9))
            AND toDateTime('2026-01-01 00:00:00', 'UTC') + INTERVAL \(.int(1)) DAY > \(.typed("2026-01-01", .date))
            ORDER BY number LIMIT \(.int(1)) OFFSET \(.int(1))
            """
        try await expect(json(of: sql), is: "[4]", "parameters in WHERE, IN, LIKE, INTERVAL, LIMIT and OFFSET")
    }

    private func checkNames() async throws {
        let name = "{p0:String}"
        let sql: ClickHouseSQL =
            "SELECT \(identifier: name) FROM (SELECT 1 AS \(identifier: name)) WHERE \(.string("`, 2 --")) != ''"
        try await expect(json(of: sql), is: "[1]", "a column named like a parameter")
        let columns = try await engine.columns(of: "SELECT 1 AS \(identifier: "a`b\\c\0d'\"")")
        try expect(columns.map(\.name), is: ["a`b\\c\0d'\""], "a name of special characters")
    }

    private func text(_ string: String) -> String { JSONValue.string(string).compactText }

    private static let strings: [String] = [
        "'", "''", "\\", "\\'", "'; DROP TABLE t --", "{p0:String}", "%s ? :x @y #z", "\0", "a\0b", "\\N", "\\0",
        "NULL",
        "\t\r\n\u{B}\u{C}\u{8}\u{1B}\u{7F}", "/* x */ -- y", "$$ x $$", "`\"", "é ü 日本語 🦔", "e\u{301}",
        "\u{FEFF}\u{200B}\u{2028}\u{2029}",
        "\u{10FFFF}\u{E000}\u{FFFD}", String(repeating: "x", count: 100_000), String(repeating: "'\\", count: 5_000),
        String(String.UnicodeScalarView((1...0xFF).compactMap { Unicode.Scalar($0) })),
    ]
}
