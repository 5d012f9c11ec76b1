public import GRDB

/// One row of `personal_api_key`: a `phx_` key, of which only the hash is kept.
public struct PersonalKeyRecord: Codable, Hashable, Sendable, Identifiable {
    public var id: String
    public var userID: Int
    public var label: String
    /// `sha256$` and the hexadecimal digest of the key.
    public var hash: String
    /// Enough of the key to recognise it by.
    public var maskValue: String
    public var scopes: [String]
    /// The only projects that the key may use; empty for all of its user's.
    public var scopedProjects: [Int]
    /// The only organizations that the key may use; empty for all of its user's.
    public var scopedOrganizations: [String]
    public var createdAt: Timestamp
    public var lastUsedAt: Timestamp?
    public var lastRolledAt: Timestamp?

    public init(
        id: String,
        userID: Int,
        label: String,
        hash: String,
        maskValue: String,
        scopes: [String],
        scopedProjects: [Int] = [],
        scopedOrganizations: [String] = [],
        createdAt: Timestamp
    ) {
        self.id = id
        self.userID = userID
        self.label = label
        self.hash = hash
        self.maskValue = maskValue
        self.scopes = scopes
        self.scopedProjects = scopedProjects
        self.scopedOrganizations = scopedOrganizations
        self.createdAt = createdAt
    }

    enum CodingKeys: String, CodingKey {
        case id, label, hash, scopes
        case userID = "user_id"
        case maskValue = "mask_value"
        case scopedProjects = "scoped_projects"
        case scopedOrganizations = "scoped_organizations"
        case createdAt = "created_at"
        case lastUsedAt = "last_used_at"
        case lastRolledAt = "last_rolled_at"
    }
}

extension PersonalKeyRecord: FetchableRecord, PersistableRecord {
    public static let databaseTableName = "personal_api_key"

    public enum Columns {
        public static let id = Column(CodingKeys.id)
        public static let userID = Column(CodingKeys.userID)
        public static let hash = Column(CodingKeys.hash)
        public static let createdAt = Column(CodingKeys.createdAt)
        public static let lastUsedAt = Column(CodingKeys.lastUsedAt)
    }
}
