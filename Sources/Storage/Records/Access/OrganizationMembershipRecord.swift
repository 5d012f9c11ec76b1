public import GRDB

/// One row of `organization_membership`: what a user is in an organization.
public struct OrganizationMembershipRecord: Codable, Hashable, Sendable {
    public var organizationID: String
    public var userID: Int
    /// PostHog's levels: 1 member, 8 admin, 15 owner.
    public var level: Int

    public init(organizationID: String, userID: Int, level: Int) {
        self.organizationID = organizationID
        self.userID = userID
        self.level = level
    }

    enum CodingKeys: String, CodingKey {
        case organizationID = "organization_id"
        case userID = "user_id"
        case level
    }
}

extension OrganizationMembershipRecord: FetchableRecord, PersistableRecord {
    public static let databaseTableName = "organization_membership"

    public enum Columns {
        public static let organizationID = Column(CodingKeys.organizationID)
        public static let userID = Column(CodingKeys.userID)
    }
}
