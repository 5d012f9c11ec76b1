public import Storage
import Synchronization

/// A computed result in the form in which it is sent.
///
/// One object is shared by the cache and by every answer that is made of it.
public final class StoredResult: Sendable {
    /// How every answer begins: `{"results":[…],"columns":[…],"types":[…]`, with no end.
    public let head: [UInt8]
    public let rowCount: Int
    /// Whether rows were left out.
    public let hasMore: Bool
    /// The rows that were asked for; nil when the query has a limit that is no number.
    public let limit: Int?
    public let offset: Int
    /// When the computation began: the result knows nothing of what came later.
    public let computedAt: Timestamp
    public let timezone: String
    /// A weak entity tag, with its quotes; equal results of one project have equal tags.
    public let entityTag: String
    /// What `debug` shows.
    public let trace: Trace
    /// The middle of the answers made so far, by the window in which the result counts as fresh.
    let wrappers = Mutex<[Duration: [UInt8]]>([:])

    init(
        head: [UInt8],
        rowCount: Int,
        hasMore: Bool,
        limit: Int?,
        offset: Int,
        computedAt: Timestamp,
        timezone: String,
        entityTag: String,
        trace: Trace
    ) {
        self.head = head
        self.rowCount = rowCount
        self.hasMore = hasMore
        self.limit = limit
        self.offset = offset
        self.computedAt = computedAt
        self.timezone = timezone
        self.entityTag = entityTag
        self.trace = trace
    }

    /// What was run, and how long it took.
    public struct Trace: Hashable, Sendable {
        public var hogql: String
        public var clickHouse: String
        public var elapsedMicroseconds: Int

        public init(hogql: String, clickHouse: String, elapsedMicroseconds: Int) {
            self.hogql = hogql
            self.clickHouse = clickHouse
            self.elapsedMicroseconds = elapsedMicroseconds
        }
    }

    /// What the result costs in memory, about.
    var size: Int { head.count + trace.hogql.utf8.count + trace.clickHouse.utf8.count + 512 }
}
