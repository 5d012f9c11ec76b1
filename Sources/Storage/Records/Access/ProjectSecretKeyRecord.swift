public import GRDB

/// One row of `project_secret_api_key`: a `phs_` key, of which only the hash is kept.
public struct ProjectSecretKeyRecord: Codable, Hashable, Sendable, Identifiable {
    public var id: String
    public var projectID: Int
    public var createdByID: Int?
    public var label: String
    /// `sha256$` and the hexadecimal digest of the key.
    public var hash: String
    /// Enough of the key to recognise it by.
    public var maskValue: String
    public var scopes: [String]
    public var createdAt: Timestamp
    public var lastUsedAt: Timestamp?

    public init(
        id: String,
        projectID: Int,
        createdByID: Int?,
        label: String,
        hash: String,
        maskValue: String,
        scopes: [String],
        createdAt: Timestamp
    ) {
        self.id = id
        self.projectID = projectID
        self.createdByID = createdByID
        self.label = label
        self.hash = hash
        self.maskValue = maskValue
        self.scopes = scopes
        self.createdAt = createdAt
    }

    enum CodingKeys: String, CodingKey {
        case id, label, hash, scopes
        case projectID = "project_id"
        case createdByID = "created_by_id"
        case maskValue = "mask_value"
        case createdAt = "created_at"
        case lastUsedAt = "last_used_at"
    }
}

extension ProjectSecretKeyRecord: FetchableRecord, PersistableRecord {
    public static let databaseTableName = "project_secret_api_key"

    public enum Columns {
        public static let id = Column(CodingKeys.id)
        public static let projectID = Column(CodingKeys.projectID)
        public static let hash = Column(CodingKeys.hash)
        public static let createdAt = Column(CodingKeys.createdAt)
        public static let lastUsedAt = Column(CodingKeys.lastUsedAt)
    }
}
