public import ClickHouse
internal import Foundation
internal import Synchronization

/// ClickHouse inside this process, by way of chDB.
///
/// There is one storage in a process: a second engine on another folder is refused until the first one is closed.
/// Statements run on threads of the engine. What they have stored is on disk when they return if the table asks for
/// `fsync_after_insert`, so ``close()`` is no condition for durability: a process that is killed loses nothing.
public final class EmbeddedEngine: QueryEngine {
    let statements: ConnectionPool
    /// For what must be answered while all connections are busy.
    let control: ConnectionPool
    let interrupter: StatementInterrupter
    /// The statements that wait or run, by the query's id if it has one.
    let running = Mutex<[String?: [StatementTicket]]>([:])
    let knownColumns = ColumnsCache()

    /// Starts the engine on the files in `folder`, which is made if need be, or in memory when there is none.
    public init(
        folder: String?,
        library: ChDBLibrary,
        options: EmbeddedEngineOptions = EmbeddedEngineOptions()
    ) async throws(QueryEngineError) {
        let database = try ChDBDatabase(folder: folder, arguments: options.allArguments, driver: library.driver)
        let connect = { @Sendable () throws(QueryEngineError) -> ChDBConnection in
            try database.connect(settings: EngineSettings.session)
        }
        statements = ConnectionPool(name: "engine", limit: options.maximumConnections, connect: connect)
        interrupter = StatementInterrupter(connect: connect)
        control = ConnectionPool(name: "engine-control", limit: 1, connect: connect)
        // The control connection stays open and with it the engine, which ends with its last connection.
        try await carryOut(on: control) { (connection, _) throws(QueryEngineError) in try connection.execute("SELECT 1")
        }
    }

    /// Cancels what runs, refuses what comes, and returns when the engine has put its files in order.
    public func close() async {
        for ticket in running.withLock({ $0.values.flatMap { $0 } }) { interrupter.cancel(ticket) }
        await statements.close()
        interrupter.stop()
        await control.close()
    }
}
