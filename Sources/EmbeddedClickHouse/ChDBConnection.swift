internal import CChDB
internal import ClickHouse
internal import Foundation

/// A session of the engine, which carries out one statement at a time and blocks its thread meanwhile.
final class ChDBConnection: @unchecked Sendable {
    // Unchecked, because of the pointers. A connection is made, used and let go by one thread of the pool; it is only
    // ever passed along to the work that this thread does.
    private let driver: ADBCDriver
    private let connection: UnsafeMutablePointer<AdbcConnection>
    private let statement: UnsafeMutablePointer<AdbcStatement>
    /// Set when the session may be in a state that the next statement must not find.
    var isSpoiled = false

    init(to database: UnsafeMutablePointer<AdbcDatabase>, driver: ADBCDriver) throws(QueryEngineError) {
        self.driver = driver
        let connection = UnsafeMutablePointer<AdbcConnection>.allocate(capacity: 1)
        connection.initialize(to: AdbcConnection())
        let statement = UnsafeMutablePointer<AdbcStatement>.allocate(capacity: 1)
        statement.initialize(to: AdbcStatement())
        self.connection = connection
        self.statement = statement
        try driver.call { $0.ConnectionNew(connection, $1) }
        try driver.call { $0.ConnectionInit(connection, database, $1) }
        try driver.call { $0.StatementNew(connection, statement, $1) }
    }

    deinit {
        if statement.pointee.private_data != nil { try? driver.call { $0.StatementRelease(statement, $1) } }
        if connection.pointee.private_data != nil { try? driver.call { $0.ConnectionRelease(connection, $1) } }
        statement.deallocate()
        connection.deallocate()
    }

    /// Carries out a statement that has no rows.
    func execute(_ text: String) throws(QueryEngineError) {
        try set(text)
        try driver.call { $0.StatementExecuteQuery(statement, nil, nil, $1) }
    }

    /// Runs a query and hands over its batches as the engine makes them.
    func read(_ text: String, onBatch: (ArrowBatch) throws(QueryEngineError) -> Void) throws(QueryEngineError) {
        try set(text)
        var stream = ArrowArrayStream()
        // The stream of a statement without a result may have no functions at all.
        defer { stream.release?(&stream) }
        try driver.call { $0.StatementExecuteQuery(statement, &stream, nil, $1) }

        var schema = ArrowSchema()
        defer { schema.release?(&schema) }
        try check(stream.get_schema?(&stream, &schema), of: &stream)
        let formats = ArrowBatch.formats(of: schema)
        while stream.get_next != nil {
            var array = ArrowArray()
            try check(stream.get_next(&stream, &array), of: &stream)
            guard array.release != nil else { return }
            defer { array.release?(&array) }
            try onBatch(ArrowBatch(array: array, formats: formats))
        }
    }

    private func set(_ text: String) throws(QueryEngineError) {
        // The text goes over as a C string; whatever came behind a NUL would be left out of the statement.
        guard !text.utf8.contains(0) else { throw .failed(reason: "the statement holds a NUL character") }
        try driver.call { $0.StatementSetSqlQuery(statement, text, $1) }
    }

    private func check(_ status: Int32?, of stream: inout ArrowArrayStream) throws(QueryEngineError) {
        guard let status, status != 0 else { return }
        guard let message = stream.get_last_error?(&stream) else {
            throw .failed(reason: "reading rows failed: \(status)")
        }
        throw QueryEngineError(chDB: String(cString: message))
    }
}
