import GRDB

extension DatabaseMigrator {
    /// Who is behind the distinct ids, the groups they belong to, and how far the event log has been worked through.
    ///
    /// Persons and groups name their project without a reference: they follow the log, which may hold events of a
    /// project that is gone.
    static func createPersons(_ db: GRDB.Database) throws {
        try createPerson(db)
        try createGroup(db)
        try createEventLog(db)
    }

    private static func createPerson(_ db: GRDB.Database) throws {
        try db.create(table: "person", options: .strict) { table in
            table.primaryKey("id", .integer)
            table.column("project_id", .integer).notNull()
            table.column("uuid", .text).notNull()
            table.column("properties", .text).notNull()
            table.column("is_identified", .integer).notNull()
            // Grows with each change; the engine keeps the row with the highest one.
            table.column("version", .integer).notNull()
            table.column("created_at", .integer).notNull()
            table.uniqueKey(["project_id", "uuid"])
        }
        try db.create(table: "person_distinct_id", options: [.strict, .withoutRowID]) { table in
            table.column("project_id", .integer).notNull()
            table.column("distinct_id", .text).notNull()
            // None while the distinct id has had nothing but events without a person profile.
            table.column("person_id", .integer).indexed().references("person")
            // Grows each time that the distinct id gets another person.
            table.column("version", .integer).notNull()
            table.primaryKey(["project_id", "distinct_id"])
        }
    }

    private static func createGroup(_ db: GRDB.Database) throws {
        try db.create(table: "group_instance", options: [.strict, .withoutRowID]) { table in
            table.column("project_id", .integer).notNull()
            table.column("group_type_index", .integer).notNull().check(sql: "group_type_index BETWEEN 0 AND 4")
            table.column("group_key", .text).notNull()
            table.column("properties", .text).notNull()
            table.column("version", .integer).notNull()
            table.column("created_at", .integer).notNull()
            table.column("updated_at", .integer).notNull()
            table.primaryKey(["project_id", "group_type_index", "group_key"])
        }
    }

    private static func createEventLog(_ db: GRDB.Database) throws {
        // One row. What a segment changed above is committed together with its number here, so that a segment which
        // is read again after a crash changes nothing twice.
        try db.create(table: "event_log", options: .strict) { table in
            table.primaryKey("id", .integer).check { $0 == 1 }
            // Makes the deduplication tokens of two servers on one engine different.
            table.column("uuid", .text).notNull()
            table.column("resolved_segment", .integer).notNull()
        }
    }
}
