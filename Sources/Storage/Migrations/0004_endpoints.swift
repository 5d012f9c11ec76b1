import GRDB

extension DatabaseMigrator {
    /// Named queries, their versions, and what is told about their runs.
    static func createEndpoints(_ db: GRDB.Database) throws {
        try createEndpoint(db)
        try createEndpointVersion(db)
        try db.create(table: "endpoint_log", options: .strict) { table in
            table.autoIncrementedPrimaryKey("id")
            table.column("endpoint_id", .text).notNull().indexed().references("endpoint", onDelete: .cascade)
            table.column("execution_id", .text).notNull()
            table.column("level", .text).notNull().check(sql: "level IN ('INFO', 'ERROR')")
            table.column("message", .text).notNull()
            table.column("logged_at", .integer).notNull()
        }
    }

    private static func createEndpoint(_ db: GRDB.Database) throws {
        try db.create(table: "endpoint", options: .strict) { table in
            table.primaryKey("id", .text)
            table.column("project_id", .integer).notNull().references("project", onDelete: .cascade)
            table.column("name", .text).notNull()
            table.column("is_active", .integer).notNull()
            table.column("current_version", .integer).notNull()
            table.column("derived_from_insight", .text)
            table.column("tags", .text).notNull().check(sql: "json_valid(tags)")
            table.column("created_by_id", .integer).indexed().references("user", onDelete: .setNull)
            table.column("created_at", .integer).notNull()
            table.column("updated_at", .integer).notNull()
            table.column("last_executed_at", .integer)
            table.column("deleted_at", .integer)
        }
        // A deleted endpoint keeps its row and gives up its name.
        try db.create(
            index: "endpoint_on_project_id_name",
            on: "endpoint",
            columns: ["project_id", "name"],
            options: .unique,
            condition: Column("deleted_at") == nil
        )
    }

    private static func createEndpointVersion(_ db: GRDB.Database) throws {
        try db.create(table: "endpoint_version", options: .strict) { table in
            table.primaryKey("id", .text)
            table.column("endpoint_id", .text).notNull().references("endpoint", onDelete: .cascade)
            table.column("version", .integer).notNull().check { $0 >= 1 }
            table.column("query", .text).notNull().check(sql: "json_valid(query)")
            table.column("description", .text).notNull()
            table.column("is_active", .integer).notNull()
            table.column("cache_age_seconds", .integer)
            table.column("sync_frequency", .text).notNull()
            table.column("is_materialized", .integer).notNull()
            table.column("bucket_overrides", .text).notNull().check(sql: "json_valid(bucket_overrides)")
            table.column("optional_breakdown_properties", .text).notNull()
                .check(sql: "json_valid(optional_breakdown_properties)")
            table.column("columns", .text).notNull().check(sql: "json_valid(columns)")
            table.column("created_by_id", .integer).indexed().references("user", onDelete: .setNull)
            table.column("created_at", .integer).notNull()
            table.column("updated_at", .integer)
            table.column("last_executed_at", .integer)
            table.uniqueKey(["endpoint_id", "version"])
        }
    }
}
