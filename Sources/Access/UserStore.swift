import GRDB
import Storage

/// The users of this server and their part in organizations.
public struct UserStore: Sendable {
    private let database: any DatabaseWriter
    private let byID: RecentLookups<Int, User>

    init(_ database: any DatabaseWriter, lookupLifetime: Duration) {
        self.database = database
        byID = RecentLookups(lifetime: lookupLifetime)
    }

    /// The user of that number, or nil when there is none.
    public func user(id: Int) async throws -> User? {
        try await byID.value(for: id) {
            try await database.read { db in try UserRecord.fetchOne(db, key: id) }.map(User.init)
        }
    }

    /// The user whom the first start made: who owns what the command line creates.
    public func administrator() async throws -> User? {
        try await database.read { db in try UserRecord.order(UserRecord.Columns.id).fetchOne(db) }.map(User.init)
    }

    /// The organizations that a user is in, oldest first.
    public func memberships(of userID: Int) async throws -> [Membership] {
        try await database.read { db in
            let parts =
                try OrganizationMembershipRecord
                .filter(OrganizationMembershipRecord.Columns.userID == userID).fetchAll(db)
            let levels = Dictionary(uniqueKeysWithValues: parts.map { ($0.organizationID, $0.level) })
            return try OrganizationRecord.inOrder(db).compactMap { organization in
                levels[organization.id].map {
                    Membership(organization: Organization(organization), level: .init(rawValue: $0) ?? .member)
                }
            }
        }
    }
}

extension OrganizationRecord {
    /// All organizations, oldest first.
    static func inOrder(_ db: GRDB.Database) throws -> [OrganizationRecord] {
        try order(Column.rowID).fetchAll(db)
    }

    static func oldest(_ db: GRDB.Database) throws -> OrganizationRecord? {
        try order(Column.rowID).fetchOne(db)
    }
}
