import GRDB

extension DatabaseMigrator {
    /// Results of queries, so that a restart finds a warm cache; losing them costs time and nothing else.
    static func createQueryResults(_ db: GRDB.Database) throws {
        try db.create(table: "query_result", options: [.strict, .withoutRowID]) { table in
            table.primaryKey("key", .text)
            table.column("project_id", .integer).notNull()
            table.column("computed_at", .integer).notNull().indexed()
            table.column("head", .blob).notNull()
            table.column("row_count", .integer).notNull()
            table.column("has_more", .integer).notNull()
            table.column("row_limit", .integer)
            table.column("row_offset", .integer).notNull()
            table.column("timezone", .text).notNull()
            table.column("entity_tag", .text).notNull()
            table.column("hogql", .text).notNull()
            table.column("clickhouse", .text).notNull()
            table.column("elapsed_microseconds", .integer).notNull()
            table.column("size", .integer).notNull()
        }
    }
}
