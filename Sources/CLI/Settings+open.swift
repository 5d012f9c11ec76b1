import Access
import EmbeddedClickHouse
import Foundation
import GRDB
import Storage

extension Settings {
    var clock: Clock { now.map { .pinned($0) } ?? .system }

    /// Opens the database of the data folder, for a command that works beside a running server; fills an empty one.
    func openDatabase() async throws -> DatabasePool {
        let database = try Storage.Database.open(at: DataFolder(dataFolder).database)
        if let secrets = try await bootstrap(database) { Announcement.print(secrets) }
        return database
    }

    /// Makes the first project and its keys if there is none; nil otherwise, and when the keys were given.
    func bootstrap(_ database: any DatabaseWriter) async throws -> Bootstrap.Secrets? {
        let secrets = try await Bootstrap(database, clock: clock).runIfNeeded(
            personalKey: bootstrapPersonalKey,
            projectToken: bootstrapProjectToken
        )
        // What was given is known already, and is not written into anybody's log.
        return bootstrapPersonalKey != nil && bootstrapProjectToken != nil ? nil : secrets
    }

    /// Starts the engine on the files of the data folder.
    func openEngine(in folder: DataFolder) async throws -> EmbeddedEngine {
        let library = try ChDBLibrary(at: chdbLibrary ?? Self.cachedLibrary)
        return try await EmbeddedEngine(folder: folder.engine, library: library)
    }

    /// Where `scripts/setup` keeps the engine.
    private static var cachedLibrary: String {
        let environment = ProcessInfo.processInfo.environment
        let cache = environment["XDG_CACHE_HOME"] ?? NSHomeDirectory() + "/.cache"
        return cache + "/hoglet/chdb-core-26.9.0"
    }
}
