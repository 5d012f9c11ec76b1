internal import CChDB
internal import ClickHouse
internal import Foundation

/// chDB's table of functions, and the one way in which they are called.
struct ADBCDriver: @unchecked Sendable {
    // Unchecked, because the table is a C struct: it is filled in before this value exists and never written again, and
    // what it points to is code.
    private let table: AdbcDriver

    /// Nil when the library is too old to have all the functions that are called here.
    init?(_ table: AdbcDriver) {
        guard table.DatabaseNew != nil, table.DatabaseSetOption != nil, table.DatabaseInit != nil,
            table.ConnectionNew != nil, table.ConnectionInit != nil, table.ConnectionRelease != nil,
            table.StatementNew != nil, table.StatementSetSqlQuery != nil, table.StatementExecuteQuery != nil,
            table.StatementRelease != nil
        else { return nil }
        self.table = table
    }

    /// Calls one function of the table, and turns a status that isn't zero into an error.
    func call(
        _ function: (AdbcDriver, UnsafeMutablePointer<AdbcError>) -> AdbcStatusCode?
    ) throws(QueryEngineError) {
        var error = AdbcError()
        guard function(table, &error) != 0 else { return }
        let text = error.message.map { String(cString: $0) } ?? "unknown reason"
        error.release?(&error)
        throw QueryEngineError(chDB: text)
    }
}

extension QueryEngineError {
    /// Reads what chDB says about an error, which is mostly what ClickHouse says.
    init(chDB text: String) {
        if let exception = Exception(text: text) {
            self.init(exception)
        } else {
            self = .failed(reason: text.hasPrefix("[chdb] ") ? String(text.dropFirst(7)) : text)
        }
    }
}
