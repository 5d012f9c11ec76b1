import Foundation

/// What queries may use, one at a time and all together: settings (`HOGLET_QUERY_…`).
public struct QueryLimits: Hashable, Sendable {
    /// The longest a query may run.
    public var maximumDuration = Duration.seconds(60)
    /// The memory one query may take, in bytes.
    public var maximumMemory = Int(ProcessInfo.processInfo.physicalMemory / 2)
    /// The rows one query may read from tables; nil for any number.
    public var maximumRowsRead: Int?
    /// The queries that run at the same moment.
    public var concurrency = 2 * ProcessInfo.processInfo.activeProcessorCount
    /// The queries that may wait for their turn; one more is refused.
    public var queueLength = 100
    /// How long a query waits for its turn before it is refused.
    public var queueDeadline = Duration.seconds(30)
    /// The memory of the results cache, in bytes.
    public var cacheBytes = 128 << 20
    /// What the results cache may keep in SQLite, in bytes.
    public var storedCacheBytes = 256 << 20

    public init() {}

    /// The queries of one project that run at the same moment: one place is always left to the others.
    public var concurrencyPerProject: Int { max(1, concurrency - 1) }
}
