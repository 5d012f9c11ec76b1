public import GRDB
public import Storage

/// Makes an empty database usable: an organization, a project, an administrator, and the keys to get in with.
public struct Bootstrap: Sendable {
    private let database: any DatabaseWriter
    private let clock: Clock

    public init(_ database: any DatabaseWriter, clock: Clock = .system) {
        self.database = database
        self.clock = clock
    }

    /// What a first start made; to be shown once, since the key is stored nowhere.
    public struct Secrets: Hashable, Sendable {
        /// A `phx_` key that may do everything.
        public let personalKey: String
        /// The `phc_` token of project 1.
        public let projectToken: String
    }

    /// Fills the database if it is empty; nil when it is not, so that this can be done at every start.
    ///
    /// Key and token are random unless they are given.
    public func runIfNeeded(personalKey: String? = nil, projectToken: String? = nil) async throws -> Secrets? {
        let now = clock.now()
        return try await database.write { db in
            guard try OrganizationRecord.fetchCount(db) == 0 else { return nil }
            let secrets = Secrets(
                personalKey: try personalKey.map(Secret.personalKey.check) ?? Secret.personalKey.make(),
                projectToken: try projectToken.map(Secret.projectToken.check) ?? Secret.projectToken.make()
            )
            try Self.fill(db, with: secrets, at: now)
            return secrets
        }
    }

    private static func fill(_ db: GRDB.Database, with secrets: Secrets, at now: Timestamp) throws {
        let organization = OrganizationRecord(
            id: UUIDText.make(),
            name: "Default organization",
            slug: "default-organization",
            createdAt: now
        )
        try organization.insert(db)
        let project = try ProjectStore.insert(
            ProjectSettings(),
            in: organization.id,
            token: secrets.projectToken,
            at: now,
            db
        )
        var user = UserRecord(
            uuid: UUIDText.make(),
            distinctID: Secret.makeID(),
            email: "admin@hoglet.local",
            firstName: "Admin",
            isStaff: true,
            currentProjectID: project.id,
            createdAt: now
        )
        try user.insert(db)
        guard let userID = user.id else { return }
        let owner = Membership.Level.owner.rawValue
        try OrganizationMembershipRecord(organizationID: organization.id, userID: userID, level: owner).insert(db)
        var key = PersonalKeyStore.record(of: secrets.personalKey, for: userID, at: now)
        key.label = "Bootstrap"
        key.scopes = Scopes.all.names
        try key.insert(db)
    }
}
