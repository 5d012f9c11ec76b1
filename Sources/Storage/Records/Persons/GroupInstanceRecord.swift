public import GRDB

/// One row of `group_instance`: a company, a workspace, … that a project has identified.
public struct GroupInstanceRecord: Codable, Hashable, Sendable {
    public var projectID: Int
    public var groupTypeIndex: Int
    public var groupKey: String
    /// A JSON object.
    public var properties: String
    public var version: Int64
    public var createdAt: Timestamp
    public var updatedAt: Timestamp

    public init(
        projectID: Int,
        groupTypeIndex: Int,
        groupKey: String,
        properties: String,
        version: Int64,
        createdAt: Timestamp,
        updatedAt: Timestamp
    ) {
        self.projectID = projectID
        self.groupTypeIndex = groupTypeIndex
        self.groupKey = groupKey
        self.properties = properties
        self.version = version
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    enum CodingKeys: String, CodingKey {
        case properties, version
        case projectID = "project_id"
        case groupTypeIndex = "group_type_index"
        case groupKey = "group_key"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }
}

extension GroupInstanceRecord: FetchableRecord, PersistableRecord {
    public static let databaseTableName = "group_instance"

    public enum Columns {
        public static let projectID = Column(CodingKeys.projectID)
        public static let groupTypeIndex = Column(CodingKeys.groupTypeIndex)
        public static let groupKey = Column(CodingKeys.groupKey)
    }
}
