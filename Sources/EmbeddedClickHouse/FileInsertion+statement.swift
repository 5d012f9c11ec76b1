internal import ClickHouse

extension FileInsertion {
    /// The statement that has the engine read the file and insert its rows.
    var statement: ClickHouseSQL {
        var sql = ClickHouseSQL()
        sql.append(text: "INSERT INTO ")
        sql.append(identifier: table)
        sql.append(text: " (\(columns.map { ClickHouseSQL.quoted($0.name) }.joined(separator: ", ")))")
        sql.append(text: " SELECT \(columns.map(\.expression).joined(separator: ", ")) FROM file(")
        sql.append(value: .string(path))
        sql.append(text: ", 'JSONEachRow', ")
        sql.append(
            value: .string(structure.map { "\(ClickHouseSQL.quoted($0.name)) \($0.type)" }.joined(separator: ", "))
        )
        sql.append(text: ")")
        return sql
    }

    /// What makes the insertion repeatable: the token, and blocks that are the same each time.
    var settings: [(name: String, value: String)] {
        [
            ("insert_deduplication_token", deduplicationToken), ("insert_deduplicate", "1"),
            ("max_threads", "1"), ("max_insert_threads", "1"), ("input_format_parallel_parsing", "0"),
        ]
    }
}
