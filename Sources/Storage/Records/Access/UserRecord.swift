public import GRDB

/// One row of `user`: a person who has keys.
public struct UserRecord: Codable, Hashable, Sendable, Identifiable {
    /// Given by the database.
    public var id: Int?
    public var uuid: String
    public var distinctID: String
    public var email: String
    public var firstName: String
    public var lastName: String
    public var isActive: Bool
    public var isStaff: Bool
    /// What `@current` stands for in a path.
    public var currentProjectID: Int?
    public var createdAt: Timestamp

    public init(
        id: Int? = nil,
        uuid: String,
        distinctID: String,
        email: String,
        firstName: String,
        lastName: String = "",
        isActive: Bool = true,
        isStaff: Bool,
        currentProjectID: Int?,
        createdAt: Timestamp
    ) {
        self.id = id
        self.uuid = uuid
        self.distinctID = distinctID
        self.email = email
        self.firstName = firstName
        self.lastName = lastName
        self.isActive = isActive
        self.isStaff = isStaff
        self.currentProjectID = currentProjectID
        self.createdAt = createdAt
    }

    enum CodingKeys: String, CodingKey {
        case id, uuid, email
        case distinctID = "distinct_id"
        case firstName = "first_name"
        case lastName = "last_name"
        case isActive = "is_active"
        case isStaff = "is_staff"
        case currentProjectID = "current_project_id"
        case createdAt = "created_at"
    }
}

extension UserRecord: FetchableRecord, MutablePersistableRecord {
    public static let databaseTableName = "user"

    public enum Columns {
        public static let id = Column(CodingKeys.id)
    }

    public mutating func didInsert(_ inserted: InsertionSuccess) {
        id = Int(inserted.rowID)
    }
}
