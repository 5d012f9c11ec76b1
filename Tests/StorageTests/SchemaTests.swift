import Foundation
import GRDB
import Storage
import Testing

/// Keeps `schema.sql`, where the data model can be read, in step with the migrations.
struct SchemaTests {
    /// The file in the source tree, since the copy among the test's resources cannot be updated.
    private let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "schema.sql")

    @Test func `the migrations build the schema in the snapshot`() throws {
        let schema = try Database.inMemory().read(Self.schema)

        if ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] != nil {
            try schema.write(to: file, atomically: true, encoding: .utf8)
        }

        #expect(try String(contentsOf: file, encoding: .utf8) == schema, "UPDATE_FIXTURES=1 swift test writes it anew")
    }

    @Test func `every table of ours is strict`() throws {
        let loose = try Database.inMemory().read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM pragma_table_list
                    WHERE schema = 'main' AND type = 'table' AND NOT strict
                      AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations'
                    """
            )
        }

        #expect(loose == [])
    }

    private static func schema(_ db: GRDB.Database) throws -> String {
        let statements = try String.fetchAll(
            db,
            sql: """
                SELECT sql FROM sqlite_schema
                WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations'
                ORDER BY tbl_name, type DESC, name
                """
        )
        return statements.map { readable($0) + ";\n" }.joined(separator: "\n")
    }

    /// A column a line, which GRDB does not care for.
    private static func readable(_ statement: String) -> String {
        guard statement.hasPrefix("CREATE TABLE"), !statement.contains("\n"),
            let open = statement.firstIndex(of: "("), let close = statement.lastIndex(of: ")")
        else { return statement }
        var depth = 0
        var isQuoted = false
        var lines = [""]
        for character in statement[statement.index(after: open)..<close] {
            if character == "'" { isQuoted.toggle() }
            if !isQuoted, character == "(" { depth += 1 }
            if !isQuoted, character == ")" { depth -= 1 }
            if !isQuoted, depth == 0, character == "," {
                lines.append("")
            } else {
                lines[lines.count - 1].append(character)
            }
        }
        let columns = lines.map { "    " + $0.trimmingCharacters(in: .whitespaces) }.joined(separator: ",\n")
        return statement[...open] + "\n" + columns + "\n" + statement[close...]
    }
}
