public import GRDB

/// One row of `insight_variable`: a value that queries of a project leave open.
public struct InsightVariableRecord: Codable, Hashable, Sendable, Identifiable {
    public var id: String
    public var projectID: Int
    public var name: String
    /// How queries spell it: `{variables.code_name}`.
    public var codeName: String
    /// `String`, `Number`, `Boolean`, `List` or `Date`.
    public var type: String
    public var defaultValue: JSONColumn
    /// What a `List` may be set to, else null.
    public var values: JSONColumn
    public var createdByID: Int?
    public var createdAt: Timestamp

    public init(
        id: String,
        projectID: Int,
        name: String,
        codeName: String,
        type: String,
        defaultValue: JSONColumn,
        values: JSONColumn,
        createdByID: Int?,
        createdAt: Timestamp
    ) {
        self.id = id
        self.projectID = projectID
        self.name = name
        self.codeName = codeName
        self.type = type
        self.defaultValue = defaultValue
        self.values = values
        self.createdByID = createdByID
        self.createdAt = createdAt
    }

    enum CodingKeys: String, CodingKey {
        case id, name, type, values
        case projectID = "project_id"
        case codeName = "code_name"
        case defaultValue = "default_value"
        case createdByID = "created_by_id"
        case createdAt = "created_at"
    }
}

extension InsightVariableRecord: FetchableRecord, PersistableRecord {
    public static let databaseTableName = "insight_variable"

    public enum Columns {
        public static let id = Column(CodingKeys.id)
        public static let projectID = Column(CodingKeys.projectID)
        public static let codeName = Column(CodingKeys.codeName)
        public static let createdAt = Column(CodingKeys.createdAt)
    }
}
