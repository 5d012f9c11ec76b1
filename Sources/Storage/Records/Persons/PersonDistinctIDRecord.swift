public import GRDB

/// One row of `person_distinct_id`: a name under which a client knows somebody, and who that is.
public struct PersonDistinctIDRecord: Codable, Hashable, Sendable {
    public var projectID: Int
    public var distinctID: String
    /// Nil while the distinct id has had nothing but events without a person profile.
    public var personID: Int64?
    public var version: Int64

    public init(projectID: Int, distinctID: String, personID: Int64?, version: Int64) {
        self.projectID = projectID
        self.distinctID = distinctID
        self.personID = personID
        self.version = version
    }

    enum CodingKeys: String, CodingKey {
        case version
        case projectID = "project_id"
        case distinctID = "distinct_id"
        case personID = "person_id"
    }
}

extension PersonDistinctIDRecord: FetchableRecord, PersistableRecord {
    public static let databaseTableName = "person_distinct_id"

    public enum Columns {
        public static let projectID = Column(CodingKeys.projectID)
        public static let distinctID = Column(CodingKeys.distinctID)
        public static let personID = Column(CodingKeys.personID)
    }
}
