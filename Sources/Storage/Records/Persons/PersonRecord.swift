public import GRDB

/// One row of `person`: somebody whose events a project has.
public struct PersonRecord: Codable, Hashable, Sendable, Identifiable {
    public var id: Int64
    public var projectID: Int
    public var uuid: String
    /// A JSON object.
    public var properties: String
    public var isIdentified: Bool
    public var version: Int64
    public var createdAt: Timestamp

    public init(
        id: Int64,
        projectID: Int,
        uuid: String,
        properties: String,
        isIdentified: Bool,
        version: Int64,
        createdAt: Timestamp
    ) {
        self.id = id
        self.projectID = projectID
        self.uuid = uuid
        self.properties = properties
        self.isIdentified = isIdentified
        self.version = version
        self.createdAt = createdAt
    }

    enum CodingKeys: String, CodingKey {
        case id, uuid, properties, version
        case projectID = "project_id"
        case isIdentified = "is_identified"
        case createdAt = "created_at"
    }
}

extension PersonRecord: FetchableRecord, PersistableRecord {
    public static let databaseTableName = "person"

    public enum Columns {
        public static let id = Column(CodingKeys.id)
        public static let projectID = Column(CodingKeys.projectID)
        public static let uuid = Column(CodingKeys.uuid)
    }
}
