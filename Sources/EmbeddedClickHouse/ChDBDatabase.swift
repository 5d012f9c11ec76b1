internal import CChDB
internal import ClickHouse
internal import Foundation

/// The engine's storage, from which connections are opened.
///
/// chDB has one storage in a process: a second database with another folder can be described, but not connected to.
final class ChDBDatabase: @unchecked Sendable {
    // Unchecked, because of the pointer: the struct behind it is written in `init` and only read by connections.
    private let driver: ADBCDriver
    private let database: UnsafeMutablePointer<AdbcDatabase>
    private let folder: String?

    /// Describes a database in `folder`, or in memory when there is none.
    ///
    /// Nothing is opened yet.
    init(folder: String?, arguments: [(name: String, value: String)], driver: ADBCDriver) throws(QueryEngineError) {
        self.driver = driver
        let database = UnsafeMutablePointer<AdbcDatabase>.allocate(capacity: 1)
        database.initialize(to: AdbcDatabase())
        self.database = database
        try driver.call { $0.DatabaseNew(database, $1) }
        self.folder = folder
        let options = [("path", folder ?? ":memory:")] + arguments.map { ("chdb.\($0.name)", $0.value) }
        for (name, value) in options {
            try driver.call { $0.DatabaseSetOption(database, name, value, $1) }
        }
        try driver.call { $0.DatabaseInit(database, $1) }
    }

    deinit {
        try? driver.call { $0.DatabaseRelease(database, $1) }
        database.deallocate()
    }

    /// Done once, by the first connection, because it has to come behind what the engine registers when it starts.
    private static let leaveAtExit: Void = cchdb_skip_destructors_at_exit()

    /// Opens a connection; the first one starts the engine, which takes a while.
    func connect(settings: [(name: String, value: String)]) throws(QueryEngineError) -> ChDBConnection {
        let connection: ChDBConnection
        do throws(QueryEngineError) {
            connection = try ChDBConnection(to: database, driver: driver)
        } catch {
            // chDB writes the reason to the error output and says only that it failed.
            throw .unreachable(
                reason: "the engine cannot open \(folder ?? "its memory"): another process may use it, it may not be "
                    + "writable, or this process has another folder open"
            )
        }
        _ = Self.leaveAtExit
        let list = settings.map { "\($0.name) = \(ClickHouseValue.string($0.value).literal)" }.joined(separator: ", ")
        if !list.isEmpty { try connection.execute("SET \(list)") }
        return connection
    }
}
