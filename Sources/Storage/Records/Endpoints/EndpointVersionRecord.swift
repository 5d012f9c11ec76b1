public import GRDB

/// One row of `endpoint_version`: a query an endpoint has or had, and how it is to be run.
///
/// The query of a version never changes; what is around it does.
public struct EndpointVersionRecord: Codable, Hashable, Sendable, Identifiable {
    public var id: String
    public var endpointID: String
    /// From one, without gaps.
    public var version: Int
    /// Normalised: see `StoredQuery`.
    public var query: JSONColumn
    public var description: String
    public var isActive: Bool
    /// Nil for the policy by interval.
    public var cacheAgeSeconds: Int?
    /// How often its table is built, in PostHog's words.
    public var syncFrequency: String
    /// Whether it is to be served from a table.
    public var isMaterialized: Bool
    public var bucketOverrides: JSONColumn
    public var optionalBreakdownProperties: JSONColumn
    /// `[{"name", "type"}]`, or null when nobody could tell.
    public var columns: JSONColumn
    public var createdByID: Int?
    public var createdAt: Timestamp
    public var updatedAt: Timestamp?
    public var lastExecutedAt: Timestamp?

    public init(
        id: String,
        endpointID: String,
        version: Int,
        query: JSONColumn,
        description: String,
        cacheAgeSeconds: Int?,
        syncFrequency: String,
        bucketOverrides: JSONColumn,
        optionalBreakdownProperties: JSONColumn,
        columns: JSONColumn,
        createdByID: Int?,
        createdAt: Timestamp
    ) {
        self.id = id
        self.endpointID = endpointID
        self.version = version
        self.query = query
        self.description = description
        self.cacheAgeSeconds = cacheAgeSeconds
        self.syncFrequency = syncFrequency
        self.bucketOverrides = bucketOverrides
        self.optionalBreakdownProperties = optionalBreakdownProperties
        self.columns = columns
        self.createdByID = createdByID
        self.createdAt = createdAt
        isActive = true
        isMaterialized = false
    }

    enum CodingKeys: String, CodingKey {
        case id, version, query, description, columns
        case endpointID = "endpoint_id"
        case isActive = "is_active"
        case cacheAgeSeconds = "cache_age_seconds"
        case syncFrequency = "sync_frequency"
        case isMaterialized = "is_materialized"
        case bucketOverrides = "bucket_overrides"
        case optionalBreakdownProperties = "optional_breakdown_properties"
        case createdByID = "created_by_id"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
        case lastExecutedAt = "last_executed_at"
    }
}

extension EndpointVersionRecord: FetchableRecord, PersistableRecord {
    public static let databaseTableName = "endpoint_version"

    public enum Columns {
        public static let id = Column(CodingKeys.id)
        public static let endpointID = Column(CodingKeys.endpointID)
        public static let version = Column(CodingKeys.version)
        public static let lastExecutedAt = Column(CodingKeys.lastExecutedAt)
    }
}
