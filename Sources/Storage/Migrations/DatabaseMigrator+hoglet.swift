public import GRDB

extension DatabaseMigrator {
    /// The history of the database, oldest first.
    ///
    /// A migration that has shipped is never edited; a new one goes to the end. Each has a file beside this one.
    public static var hoglet: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("0001 access", migrate: createAccess)
        migrator.registerMigration("0002 definitions", migrate: createDefinitions)
        migrator.registerMigration("0003 persons", migrate: createPersons)
        migrator.registerMigration("0004 endpoints", migrate: createEndpoints)
        migrator.registerMigration("0005 query results", migrate: createQueryResults)
        return migrator
    }
}
