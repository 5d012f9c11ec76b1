public import GRDB

/// One row of `event_definition`: an event name that a project has sent.
public struct EventDefinitionRecord: Codable, Hashable, Sendable, Identifiable {
    public var id: String
    public var projectID: Int
    public var name: String
    public var createdAt: Timestamp

    public init(id: String, projectID: Int, name: String, createdAt: Timestamp) {
        self.id = id
        self.projectID = projectID
        self.name = name
        self.createdAt = createdAt
    }

    enum CodingKeys: String, CodingKey {
        case id, name
        case projectID = "project_id"
        case createdAt = "created_at"
    }
}

extension EventDefinitionRecord: FetchableRecord, PersistableRecord {
    public static let databaseTableName = "event_definition"

    public enum Columns {
        public static let projectID = Column(CodingKeys.projectID)
        public static let name = Column(CodingKeys.name)
    }
}
