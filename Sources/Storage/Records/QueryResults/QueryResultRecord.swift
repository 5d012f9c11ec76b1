public import Foundation
public import GRDB

/// One row of `query_result`: a computed result, ready to be sent.
public struct QueryResultRecord: Codable, Hashable, Sendable {
    /// The digest that names the query and everything filled into it.
    public var key: String
    public var projectID: Int
    public var computedAt: Timestamp
    public var head: Data
    public var rowCount: Int
    public var hasMore: Bool
    public var rowLimit: Int?
    public var rowOffset: Int
    public var timezone: String
    public var entityTag: String
    public var hogql: String
    public var clickhouse: String
    public var elapsedMicroseconds: Int
    /// In bytes, so that the table can be kept below a bound.
    public var size: Int

    public init(
        key: String,
        projectID: Int,
        computedAt: Timestamp,
        head: Data,
        rowCount: Int,
        hasMore: Bool,
        rowLimit: Int?,
        rowOffset: Int,
        timezone: String,
        entityTag: String,
        hogql: String,
        clickhouse: String,
        elapsedMicroseconds: Int,
        size: Int
    ) {
        self.key = key
        self.projectID = projectID
        self.computedAt = computedAt
        self.head = head
        self.rowCount = rowCount
        self.hasMore = hasMore
        self.rowLimit = rowLimit
        self.rowOffset = rowOffset
        self.timezone = timezone
        self.entityTag = entityTag
        self.hogql = hogql
        self.clickhouse = clickhouse
        self.elapsedMicroseconds = elapsedMicroseconds
        self.size = size
    }

    private enum CodingKeys: String, CodingKey {
        case key, head, timezone, hogql, clickhouse, size
        case projectID = "project_id"
        case computedAt = "computed_at"
        case rowCount = "row_count"
        case hasMore = "has_more"
        case rowLimit = "row_limit"
        case rowOffset = "row_offset"
        case entityTag = "entity_tag"
        case elapsedMicroseconds = "elapsed_microseconds"
    }
}

extension QueryResultRecord: FetchableRecord, PersistableRecord {
    public static let databaseTableName = "query_result"
    /// A result replaces the one that was computed before it.
    public static let persistenceConflictPolicy = PersistenceConflictPolicy(insert: .replace, update: .replace)

    public enum Columns {
        public static let key = Column(CodingKeys.key)
        public static let projectID = Column(CodingKeys.projectID)
        public static let computedAt = Column(CodingKeys.computedAt)
        public static let size = Column(CodingKeys.size)
    }
}
