public import GRDB

/// One row of `property_definition`: a property that a project has sent, and how its values are to be read.
public struct PropertyDefinitionRecord: Codable, Hashable, Sendable, Identifiable {
    /// ``groupTypeIndex`` of a property that belongs to no group.
    public static let noGroup = -1

    public var id: String
    public var projectID: Int
    /// `event`, `person` or `group`.
    public var type: String
    public var groupTypeIndex: Int
    public var name: String
    /// `String`, `Numeric`, `Boolean` or `DateTime`; nil while nothing is known.
    public var propertyType: String?
    /// Whether somebody chose the type, so that learning must leave it alone.
    public var isSetByHand: Bool
    public var createdAt: Timestamp
    public var updatedAt: Timestamp

    public init(
        id: String,
        projectID: Int,
        type: String,
        groupTypeIndex: Int = noGroup,
        name: String,
        propertyType: String?,
        isSetByHand: Bool,
        createdAt: Timestamp
    ) {
        self.id = id
        self.projectID = projectID
        self.type = type
        self.groupTypeIndex = groupTypeIndex
        self.name = name
        self.propertyType = propertyType
        self.isSetByHand = isSetByHand
        self.createdAt = createdAt
        updatedAt = createdAt
    }

    enum CodingKeys: String, CodingKey {
        case id, type, name
        case projectID = "project_id"
        case groupTypeIndex = "group_type_index"
        case propertyType = "property_type"
        case isSetByHand = "is_set_by_hand"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }
}

extension PropertyDefinitionRecord: FetchableRecord, PersistableRecord {
    public static let databaseTableName = "property_definition"

    public enum Columns {
        public static let id = Column(CodingKeys.id)
        public static let projectID = Column(CodingKeys.projectID)
        public static let type = Column(CodingKeys.type)
        public static let groupTypeIndex = Column(CodingKeys.groupTypeIndex)
        public static let name = Column(CodingKeys.name)
        public static let propertyType = Column(CodingKeys.propertyType)
        public static let isSetByHand = Column(CodingKeys.isSetByHand)
    }
}
