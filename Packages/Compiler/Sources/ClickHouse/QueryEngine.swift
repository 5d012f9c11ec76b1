/// Runs ClickHouse SQL somewhere: in this process, or on a server.
///
/// A driver throws ``QueryEngineError`` and nothing else, stops the statement when its task is cancelled, never blocks
/// the cooperative pool, and never retries: that is the caller's choice. What it must do beyond that is written down as
/// tests in `ClickHouseTesting`, which every driver passes.
public protocol QueryEngine: Sendable {
    /// Runs a query and hands over its rows in chunks as they are made.
    ///
    /// `onRows` runs on a thread of the engine and may block to slow the query down; what it throws ends the query and
    /// comes back as ``QueryEngineError/cancelled``.
    func run(
        _ sql: ClickHouseSQL,
        options: QueryOptions,
        onRows: @escaping @Sendable (RowChunk) throws -> Void
    ) async throws(QueryEngineError) -> QueryStatistics

    /// Runs a statement that answers no rows: DDL, INSERT … SELECT, KILL.
    func execute(_ sql: ClickHouseSQL, options: QueryOptions) async throws(QueryEngineError)

    /// The names and types of a query's columns, without running it.
    func columns(of sql: ClickHouseSQL) async throws(QueryEngineError) -> [ResultColumn]

    /// Inserts the rows of a file of JSON lines.
    func insert(_ insertion: FileInsertion) async throws(QueryEngineError)

    /// How far the running query of that id is; nil when no such query runs.
    func progress(of queryID: String) async -> QueryProgress?

    /// Ends the running query of that id with ``QueryEngineError/cancelled``; true when there was one.
    @discardableResult
    func cancel(_ queryID: String) async -> Bool
}

/// What a query may use, and how it can be found while it runs.
public struct QueryOptions: Hashable, Sendable {
    /// Names the query for ``QueryEngine/progress(of:)`` and ``QueryEngine/cancel(_:)``.
    public var queryID: String?
    /// The time after which the engine gives up with ``QueryEngineError/timedOut(_:)``.
    public var maximumDuration: Duration?
    /// In bytes; past it the query ends with ``QueryEngineError/memoryLimit(_:)``.
    public var maximumMemory: Int?
    /// Rows read from tables; past it the query ends with ``QueryEngineError/rowLimit(_:)``.
    public var maximumRowsRead: Int?
    public var maximumThreads: Int?
    /// Forbids everything but reading.
    public var isReadOnly: Bool
    /// Further ClickHouse settings, from the program and never from a user.
    public var settings: [String: String]
    /// The zone in which datetimes are written into rows, an IANA name.
    public var timezone: String

    public init(
        queryID: String? = nil,
        maximumDuration: Duration? = nil,
        maximumMemory: Int? = nil,
        maximumRowsRead: Int? = nil,
        maximumThreads: Int? = nil,
        isReadOnly: Bool = false,
        settings: [String: String] = [:],
        timezone: String = "UTC"
    ) {
        self.queryID = queryID
        self.maximumDuration = maximumDuration
        self.maximumMemory = maximumMemory
        self.maximumRowsRead = maximumRowsRead
        self.maximumThreads = maximumThreads
        self.isReadOnly = isReadOnly
        self.settings = settings
        self.timezone = timezone
    }
}

/// Some rows of a result, ready to be sent: JSON arrays with commas between them and none at the ends.
public struct RowChunk: Hashable, Sendable {
    public var bytes: [UInt8]
    public var count: Int

    public init(bytes: [UInt8] = [], count: Int = 0) {
        self.bytes = bytes
        self.count = count
    }

    /// Adds the rows of another chunk behind these.
    public mutating func append(_ other: RowChunk) {
        if count > 0, other.count > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(contentsOf: other.bytes)
        count += other.count
    }
}

/// A column of a result.
public struct ResultColumn: Hashable, Sendable {
    public let name: String
    public let type: ClickHouseType

    public init(name: String, type: ClickHouseType) {
        self.name = name
        self.type = type
    }
}

/// What a finished query has used.
public struct QueryStatistics: Hashable, Sendable {
    public var columns: [ResultColumn]
    public var rows: Int
    public var elapsed: Duration

    public init(columns: [ResultColumn] = [], rows: Int = 0, elapsed: Duration = .zero) {
        self.columns = columns
        self.rows = rows
        self.elapsed = elapsed
    }
}

/// How far a running query is.
public struct QueryProgress: Hashable, Sendable {
    public var rowsRead: Int
    public var bytesRead: Int
    /// An estimate, zero while there is none.
    public var totalRows: Int
    public var elapsed: Duration
    public var activeCPUTime: Duration

    public init(rowsRead: Int, bytesRead: Int, totalRows: Int, elapsed: Duration, activeCPUTime: Duration) {
        self.rowsRead = rowsRead
        self.bytesRead = bytesRead
        self.totalRows = totalRows
        self.elapsed = elapsed
        self.activeCPUTime = activeCPUTime
    }
}

/// Rows on their way from a file of JSON lines into a table.
public struct FileInsertion: Hashable, Sendable {
    /// The file, as an absolute path on this machine; a remote driver sends its content.
    public var path: String
    /// The columns of the file with their types, as in ClickHouse's `file(…, structure)`.
    public var structure: [ResultColumn]
    public var table: String
    /// The columns of the table that are filled, and from which expression over the file's columns.
    public var columns: [(name: String, expression: String)]
    /// Two insertions of one token are one: the second adds nothing.
    public var deduplicationToken: String

    public init(
        path: String,
        structure: [ResultColumn],
        into table: String,
        columns: [(name: String, expression: String)]? = nil,
        deduplicationToken: String
    ) {
        self.path = path
        self.structure = structure
        self.table = table
        self.columns = columns ?? structure.map { ($0.name, ClickHouseSQL.quoted($0.name)) }
        self.deduplicationToken = deduplicationToken
    }

    public static func == (left: FileInsertion, right: FileInsertion) -> Bool {
        left.path == right.path && left.table == right.table && left.deduplicationToken == right.deduplicationToken
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(path)
        hasher.combine(deduplicationToken)
    }
}

// MARK: - Whole results

/// A result in memory.
public struct QueryResult: Hashable, Sendable {
    public var columns: [ResultColumn]
    public var rows: RowChunk

    public init(columns: [ResultColumn], rows: RowChunk) {
        self.columns = columns
        self.rows = rows
    }
}
