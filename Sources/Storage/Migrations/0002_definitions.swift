import GRDB

extension DatabaseMigrator {
    /// What is known about a project's data: its events, properties and groups, and the variables of its queries.
    static func createDefinitions(_ db: GRDB.Database) throws {
        try createEventDefinition(db)
        try createPropertyDefinition(db)
        try createGroupType(db)
        try createInsightVariable(db)
    }

    private static func createEventDefinition(_ db: GRDB.Database) throws {
        try db.create(table: "event_definition", options: .strict) { table in
            table.primaryKey("id", .text)
            table.column("project_id", .integer).notNull().references("project", onDelete: .cascade)
            table.column("name", .text).notNull()
            table.column("created_at", .integer).notNull()
            table.uniqueKey(["project_id", "name"])
        }
    }

    private static func createPropertyDefinition(_ db: GRDB.Database) throws {
        try db.create(table: "property_definition", options: .strict) { table in
            table.primaryKey("id", .text)
            table.column("project_id", .integer).notNull().references("project", onDelete: .cascade)
            table.column("type", .text).notNull().check(sql: "type IN ('event', 'person', 'group')")
            // -1 where there is no group, since SQLite takes every NULL for a different value in a unique key.
            table.column("group_type_index", .integer).notNull()
                .check(sql: "group_type_index BETWEEN -1 AND 4 AND (group_type_index >= 0) = (type = 'group')")
            table.column("name", .text).notNull()
            table.column("property_type", .text)
                .check(sql: "property_type IN ('String', 'Numeric', 'Boolean', 'DateTime')")
            table.column("is_set_by_hand", .integer).notNull()
            table.column("created_at", .integer).notNull()
            table.column("updated_at", .integer).notNull()
            table.uniqueKey(["project_id", "type", "group_type_index", "name"])
        }
        // Changes whenever a query could read differently, in whichever process; cache keys contain it.
        try db.create(table: "definition_version", options: .strict) { table in
            table.primaryKey("project_id", .integer).references("project", onDelete: .cascade)
            table.column("version", .integer).notNull()
        }
    }

    private static func createGroupType(_ db: GRDB.Database) throws {
        try db.create(table: "group_type", options: .strict) { table in
            table.column("project_id", .integer).notNull().references("project", onDelete: .cascade)
            table.column("group_type_index", .integer).notNull().check(sql: "group_type_index BETWEEN 0 AND 4")
            table.column("name", .text).notNull()
            table.column("created_at", .integer).notNull()
            table.primaryKey(["project_id", "group_type_index"])
            table.uniqueKey(["project_id", "name"])
        }
    }

    private static func createInsightVariable(_ db: GRDB.Database) throws {
        try db.create(table: "insight_variable", options: .strict) { table in
            table.primaryKey("id", .text)
            table.column("project_id", .integer).notNull().references("project", onDelete: .cascade)
            table.column("name", .text).notNull()
            table.column("code_name", .text).notNull()
            table.column("type", .text).notNull()
                .check(sql: "type IN ('String', 'Number', 'Boolean', 'List', 'Date')")
            table.column("default_value", .text).notNull().check(sql: "json_valid(default_value)")
            table.column("values", .text).notNull().check(sql: "json_valid(\"values\")")
            table.column("created_by_id", .integer).indexed().references("user", onDelete: .setNull)
            table.column("created_at", .integer).notNull()
            table.uniqueKey(["project_id", "code_name"])
        }
    }
}
