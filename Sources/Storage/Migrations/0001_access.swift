import GRDB

extension DatabaseMigrator {
    /// Who may do what: organizations, their projects and people, and the keys of both.
    static func createAccess(_ db: GRDB.Database) throws {
        try db.create(table: "organization", options: .strict) { table in
            table.primaryKey("id", .text)
            table.column("name", .text).notNull()
            table.column("slug", .text).notNull().unique()
            table.column("created_at", .integer).notNull()
        }
        try createProject(db)
        try createUser(db)
        try createPersonalKey(db)
        try createProjectSecretKey(db)
    }

    private static func createProject(_ db: GRDB.Database) throws {
        try db.create(table: "project", options: .strict) { table in
            // Numbers are never used again: rows in the engine carry them.
            table.autoIncrementedPrimaryKey("id")
            table.column("uuid", .text).notNull().unique()
            table.column("organization_id", .text).notNull().indexed().references("organization")
            table.column("name", .text).notNull()
            table.column("token", .text).notNull().unique()
            table.column("timezone", .text).notNull()
            table.column("week_start_day", .integer).notNull().check { $0 == 0 || $0 == 1 }
            table.column("test_account_filters", .text).notNull().check(sql: "json_valid(test_account_filters)")
            table.column("ingested_event", .integer).notNull()
            table.column("created_at", .integer).notNull()
            table.column("updated_at", .integer).notNull()
        }
    }

    private static func createUser(_ db: GRDB.Database) throws {
        try db.create(table: "user", options: .strict) { table in
            table.autoIncrementedPrimaryKey("id")
            table.column("uuid", .text).notNull().unique()
            table.column("distinct_id", .text).notNull().unique()
            table.column("email", .text).notNull().unique()
            table.column("first_name", .text).notNull()
            table.column("last_name", .text).notNull()
            table.column("is_active", .integer).notNull()
            table.column("is_staff", .integer).notNull()
            table.column("current_project_id", .integer).references("project", onDelete: .setNull)
            table.column("created_at", .integer).notNull()
        }
        try db.create(table: "organization_membership", options: .strict) { table in
            table.column("organization_id", .text).notNull().references("organization", onDelete: .cascade)
            table.column("user_id", .integer).notNull().indexed().references("user", onDelete: .cascade)
            table.column("level", .integer).notNull()
            table.primaryKey(["organization_id", "user_id"])
        }
    }

    private static func createPersonalKey(_ db: GRDB.Database) throws {
        try db.create(table: "personal_api_key", options: .strict) { table in
            table.primaryKey("id", .text)
            table.column("user_id", .integer).notNull().indexed().references("user", onDelete: .cascade)
            table.column("label", .text).notNull()
            table.column("hash", .text).notNull().unique()
            table.column("mask_value", .text).notNull()
            table.column("scopes", .text).notNull().check(sql: "json_valid(scopes)")
            // Lists, not rows that refer to projects: deleting a project must not leave a key that may use them all.
            table.column("scoped_projects", .text).notNull().check(sql: "json_valid(scoped_projects)")
            table.column("scoped_organizations", .text).notNull().check(sql: "json_valid(scoped_organizations)")
            table.column("created_at", .integer).notNull()
            table.column("last_used_at", .integer)
            table.column("last_rolled_at", .integer)
        }
    }

    private static func createProjectSecretKey(_ db: GRDB.Database) throws {
        try db.create(table: "project_secret_api_key", options: .strict) { table in
            table.primaryKey("id", .text)
            table.column("project_id", .integer).notNull().references("project", onDelete: .cascade)
            table.column("created_by_id", .integer).indexed().references("user", onDelete: .setNull)
            table.column("label", .text).notNull()
            table.column("hash", .text).notNull().unique()
            table.column("mask_value", .text).notNull()
            table.column("scopes", .text).notNull().check(sql: "json_valid(scopes)")
            table.column("created_at", .integer).notNull()
            table.column("last_used_at", .integer)
            table.uniqueKey(["project_id", "label"])
        }
    }
}
