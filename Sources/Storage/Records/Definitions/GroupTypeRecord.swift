public import GRDB

/// One row of `group_type`: a kind of group and the number under which the engine knows it.
public struct GroupTypeRecord: Codable, Hashable, Sendable {
    public var projectID: Int
    /// 0 to 4, by first appearance.
    public var groupTypeIndex: Int
    public var name: String
    public var createdAt: Timestamp

    public init(projectID: Int, groupTypeIndex: Int, name: String, createdAt: Timestamp) {
        self.projectID = projectID
        self.groupTypeIndex = groupTypeIndex
        self.name = name
        self.createdAt = createdAt
    }

    enum CodingKeys: String, CodingKey {
        case name
        case projectID = "project_id"
        case groupTypeIndex = "group_type_index"
        case createdAt = "created_at"
    }
}

extension GroupTypeRecord: FetchableRecord, PersistableRecord {
    public static let databaseTableName = "group_type"

    public enum Columns {
        public static let projectID = Column(CodingKeys.projectID)
        public static let groupTypeIndex = Column(CodingKeys.groupTypeIndex)
    }
}
