internal import ClickHouse
internal import Foundation

extension EngineContract {
    /// How files of JSON lines get into tables.
    static let insertion: [Clause] = [
        Clause("a file's rows are inserted, through expressions") { try await $0.checkInsertion() },
        Clause("the same token inserts once, another one again") { try await $0.checkToken() },
        Clause("JSON keeps its types, and keys their dots") { try await $0.checkJSON() },
        Clause("a file that does not fit is refused and inserts nothing") { try await $0.checkMisfit() },
        Clause("a large file is inserted once") { try await $0.checkLargeFile() },
    ]

    private func checkInsertion() async throws {
        try await withTable("contract_insertion", columns: "id UInt64, name String, time DateTime64(6, 'UTC')") {
            table in
            let path = try file(
                "rows 'x'.jsonl",
                lines: [
                    #"{"id":1,"name":"it's","time":"2026-01-31T10:00:00.5Z"}"#,
                    #"{"id":2,"name":"\u0000é","time":"1970-01-01 00:00:00"}"#,
                ]
            )
            try await engine.insert(
                FileInsertion(
                    path: path,
                    structure: Self.structure,
                    into: table,
                    columns: [("id", "id * 10"), ("name", "upper(name)"), ("time", "time")],
                    deduplicationToken: "a'b"
                )
            )
            try await expect(
                json(of: "SELECT * FROM contract_insertion ORDER BY id"),
                is: #"[10,"IT'S","2026-01-31T10:00:00.500000Z"],[20,"\u0000é","1970-01-01T00:00:00Z"]"#,
                "the rows inserted"
            )
        }
    }

    private func checkToken() async throws {
        try await withTable("contract_token", columns: "id UInt64, name String, time DateTime64(6, 'UTC')") { table in
            let path = try file("token.jsonl", lines: [#"{"id":1,"name":"a","time":"2026-01-31 10:00:00"}"#])
            for token in ["one", "one", "two", "one", "two"] {
                try await engine.insert(
                    FileInsertion(path: path, structure: Self.structure, into: table, deduplicationToken: token)
                )
            }
            try await expect(json(of: "SELECT count() FROM contract_token"), is: "[2]", "the rows after two tokens")
        }
    }

    private func checkJSON() async throws {
        try await withTable("contract_json", columns: "id UInt64, p JSON(max_dynamic_paths = 256)") { table in
            let line =
                #"{"id":1,"p":{"date":"2026-01-31","time":"2026-01-31 10:00:00","n":10,"f":1.5,"b":true,"x.y":"dot","x":{"y":"deep"},"nil":null}}"#
            let structure: [ResultColumn] = [
                .init(name: "id", type: .uint(bits: 64)), .init(name: "p", type: .other("JSON(max_dynamic_paths=256)")),
            ]
            try await engine.insert(
                FileInsertion(
                    path: try file("json.jsonl", lines: [line]),
                    structure: structure,
                    into: table,
                    deduplicationToken: "1"
                )
            )
            try await expect(
                json(
                    of:
                        "SELECT dynamicType(p.date), dynamicType(p.time), dynamicType(p.n), dynamicType(p.f), dynamicType(p.b), p.`x%2Ey`, p.x.y FROM contract_json"
                ),
                is: #"["String","String","Int64","Float64","Bool","dot","deep"]"#,
                "the types of properties"
            )
        }
    }

    private func checkMisfit() async throws {
        try await withTable("contract_misfit", columns: "id UInt64, name String, time DateTime64(6, 'UTC')") { table in
            let path = try file(
                "misfit.jsonl",
                lines: [#"{"id":1,"name":"a","time":"2026-01-31 10:00:00"}"#, #"{"id":"#]
            )
            do {
                try await engine.insert(
                    FileInsertion(path: path, structure: Self.structure, into: table, deduplicationToken: "1")
                )
                throw ContractViolation(description: "half a line is inserted")
            } catch QueryEngineError.refused {}
            try await expect(
                json(of: "SELECT count() FROM contract_misfit"),
                is: "[0]",
                "the rows of a file that is refused"
            )
        }
    }

    private func checkLargeFile() async throws {
        try await withTable("contract_large", columns: "id UInt64, name String, time DateTime64(6, 'UTC')") { table in
            let name = String(repeating: "x", count: 300)
            let path = try file(
                "large.jsonl",
                lines: (0..<60_000).map { "{\"id\":\($0),\"name\":\"\(name)\",\"time\":\"2026-01-31 10:00:00\"}" }
            )
            for _ in 0..<2 {
                try await engine.insert(
                    FileInsertion(path: path, structure: Self.structure, into: table, deduplicationToken: "1")
                )
            }
            try await expect(
                json(of: "SELECT count(), uniqExact(id) FROM contract_large"),
                is: "[60000,60000]",
                "the rows of a large file"
            )
        }
    }

    // MARK: - Steps

    private static let structure: [ResultColumn] = [
        .init(name: "id", type: .uint(bits: 64)), .init(name: "name", type: .string),
        .init(name: "time", type: .dateTime64(precision: 6, timezone: "UTC")),
    ]

    private func withTable(_ name: String, columns: String, _ body: (String) async throws -> Void) async throws {
        try await drop(name)
        var create: ClickHouseSQL = "CREATE TABLE "
        create.append(identifier: name)
        create.append(
            text: " (\(columns)) ENGINE = MergeTree ORDER BY id SETTINGS non_replicated_deduplication_window = 100"
        )
        try await engine.execute(create)
        try await body(name)
        try await drop(name)
    }

    private func drop(_ name: String) async throws {
        try await engine.execute("DROP TABLE IF EXISTS \(identifier: name)")
    }

    private func file(_ name: String, lines: [String]) throws -> String {
        let path = folder + "/" + name
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
        return path
    }
}
