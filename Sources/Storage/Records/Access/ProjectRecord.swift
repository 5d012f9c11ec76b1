public import GRDB

/// One row of `project`: what events, endpoints and queries belong to.
public struct ProjectRecord: Codable, Hashable, Sendable, Identifiable {
    /// Given by the database; `team_id` in the engine.
    public var id: Int?
    public var uuid: String
    public var organizationID: String
    public var name: String
    /// The public `phc_` token with which events are sent.
    public var token: String
    public var timezone: String
    /// 0 for Sunday, 1 for Monday.
    public var weekStartDay: Int
    public var testAccountFilters: JSONColumn
    public var ingestedEvent: Bool
    public var createdAt: Timestamp
    public var updatedAt: Timestamp

    public init(
        id: Int? = nil,
        uuid: String,
        organizationID: String,
        name: String,
        token: String,
        timezone: String,
        weekStartDay: Int,
        testAccountFilters: JSONColumn,
        ingestedEvent: Bool = false,
        createdAt: Timestamp,
        updatedAt: Timestamp
    ) {
        self.id = id
        self.uuid = uuid
        self.organizationID = organizationID
        self.name = name
        self.token = token
        self.timezone = timezone
        self.weekStartDay = weekStartDay
        self.testAccountFilters = testAccountFilters
        self.ingestedEvent = ingestedEvent
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    enum CodingKeys: String, CodingKey {
        case id, uuid, name, token, timezone
        case organizationID = "organization_id"
        case weekStartDay = "week_start_day"
        case testAccountFilters = "test_account_filters"
        case ingestedEvent = "ingested_event"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }
}

extension ProjectRecord: FetchableRecord, MutablePersistableRecord {
    public static let databaseTableName = "project"

    public enum Columns {
        public static let id = Column(CodingKeys.id)
        public static let organizationID = Column(CodingKeys.organizationID)
        public static let token = Column(CodingKeys.token)
        public static let ingestedEvent = Column(CodingKeys.ingestedEvent)
    }

    public mutating func didInsert(_ inserted: InsertionSuccess) {
        id = Int(inserted.rowID)
    }
}
