public import GRDB

/// Opens Hoglet's SQLite database and brings it up to date.
public enum Database {
    /// Opens the file, creating it if there is none: WAL, so that reads never wait for the writer.
    public static func open(at path: String) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 8
        configuration.prepareDatabase { db in
            // A commit is durable once the WAL is synced; NORMAL would lose the last ones on power loss.
            try db.execute(sql: "PRAGMA synchronous = FULL")
        }
        let pool = try DatabasePool(path: path, configuration: configuration)
        try DatabaseMigrator.hoglet.migrate(pool)
        return pool
    }

    /// An empty, migrated database in memory: what tests use.
    public static func inMemory() throws -> DatabaseQueue {
        let queue = try DatabaseQueue()
        try DatabaseMigrator.hoglet.migrate(queue)
        return queue
    }
}
