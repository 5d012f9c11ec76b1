public import GRDB

/// One row of `endpoint`: a named query that clients can run; the query itself is in its versions.
public struct EndpointRecord: Codable, Hashable, Sendable, Identifiable {
    public var id: String
    public var projectID: Int
    public var name: String
    public var isActive: Bool
    public var currentVersion: Int
    /// The short id of the insight it was made from.
    public var derivedFromInsight: String?
    /// A sorted list of texts.
    public var tags: JSONColumn
    public var createdByID: Int?
    public var createdAt: Timestamp
    public var updatedAt: Timestamp
    public var lastExecutedAt: Timestamp?
    /// A deleted endpoint is kept, so that what happened can be looked up, and is never shown again.
    public var deletedAt: Timestamp?

    public init(
        id: String,
        projectID: Int,
        name: String,
        isActive: Bool,
        derivedFromInsight: String?,
        tags: JSONColumn,
        createdByID: Int?,
        createdAt: Timestamp
    ) {
        self.id = id
        self.projectID = projectID
        self.name = name
        self.isActive = isActive
        self.derivedFromInsight = derivedFromInsight
        self.tags = tags
        self.createdByID = createdByID
        self.createdAt = createdAt
        currentVersion = 1
        updatedAt = createdAt
    }

    enum CodingKeys: String, CodingKey {
        case id, name, tags
        case projectID = "project_id"
        case isActive = "is_active"
        case currentVersion = "current_version"
        case derivedFromInsight = "derived_from_insight"
        case createdByID = "created_by_id"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
        case lastExecutedAt = "last_executed_at"
        case deletedAt = "deleted_at"
    }
}

extension EndpointRecord: FetchableRecord, PersistableRecord {
    public static let databaseTableName = "endpoint"

    public enum Columns {
        public static let id = Column(CodingKeys.id)
        public static let projectID = Column(CodingKeys.projectID)
        public static let name = Column(CodingKeys.name)
        public static let createdAt = Column(CodingKeys.createdAt)
        public static let lastExecutedAt = Column(CodingKeys.lastExecutedAt)
        public static let deletedAt = Column(CodingKeys.deletedAt)
    }
}
