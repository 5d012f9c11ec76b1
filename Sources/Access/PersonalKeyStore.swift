import GRDB
import Storage

/// The personal keys of users.
///
/// PostHog lets nobody have more than ten. Here only unlimited keys manage keys, and whoever holds one may make as many
/// as needed, so there is no such limit.
public struct PersonalKeyStore: Sendable {
    private let database: any DatabaseWriter
    private let clock: Clock
    private let principals: RecentLookups<KeyHash, Principal>

    init(_ database: any DatabaseWriter, clock: Clock, principals: RecentLookups<KeyHash, Principal>) {
        self.database = database
        self.clock = clock
        self.principals = principals
    }

    /// The keys of a user, newest first.
    public func keys(of userID: Int) async throws -> [PersonalKey] {
        try await database.read { db in
            try PersonalKeyRecord.filter(PersonalKeyRecord.Columns.userID == userID)
                .order(PersonalKeyRecord.Columns.createdAt.desc, Column.rowID.desc)
                .fetchAll(db)
        }
        .map(PersonalKey.init)
    }

    /// The user's key of that id, or nil when there is none.
    public func key(id: String, of userID: Int) async throws -> PersonalKey? {
        try await database.read { db in try Self.record(id, of: userID, db) }.map(PersonalKey.init)
    }

    /// Makes a key; a label and scopes have to be given.
    public func create(_ settings: PersonalKeySettings, for userID: Int) async throws -> IssuedPersonalKey {
        let value = Secret.personalKey.make()
        var record = Self.record(of: value, for: userID, at: clock.now())
        try apply(settings, to: &record)
        let complete = record
        try await database.write { db in
            try Self.checkReach(of: complete, db)
            try complete.insert(db)
        }
        // A client may have tried the value before it existed; that miss must not outlive this call.
        principals.removeAll()
        return IssuedPersonalKey(key: PersonalKey(complete), value: value)
    }

    /// Changes what `settings` names; nil when the user has no such key.
    public func update(id: String, of userID: Int, _ settings: PersonalKeySettings) async throws -> PersonalKey? {
        let changed = try await database.write { db -> PersonalKeyRecord? in
            guard var record = try Self.record(id, of: userID, db) else { return nil }
            try apply(settings, to: &record)
            try Self.checkReach(of: record, db)
            try record.update(db)
            return record
        }
        principals.removeAll()
        return changed.map(PersonalKey.init)
    }

    /// Replaces the secret of a key by a new one; nil when the user has no such key.
    public func roll(id: String, of userID: Int) async throws -> IssuedPersonalKey? {
        let value = Secret.personalKey.make()
        let now = clock.now()
        let rolled = try await database.write { db -> PersonalKeyRecord? in
            guard var record = try Self.record(id, of: userID, db) else { return nil }
            record.hash = KeyHash(of: value).text
            record.maskValue = Secret.mask(value)
            record.lastRolledAt = now
            try record.update(db)
            return record
        }
        principals.removeAll()
        return rolled.map { IssuedPersonalKey(key: PersonalKey($0), value: value) }
    }

    /// Ends a key; false when the user has no such key.
    public func delete(id: String, of userID: Int) async throws -> Bool {
        let isDeleted = try await database.write { db in try Self.record(id, of: userID, db)?.delete(db) ?? false }
        principals.removeAll()
        return isDeleted
    }

    private func apply(_ settings: PersonalKeySettings, to record: inout PersonalKeyRecord) throws {
        if let label = settings.label { record.label = label }
        if let scopes = settings.scopes { record.scopes = scopes }
        if let projects = settings.scopedProjects { record.scopedProjects = projects }
        if let organizations = settings.scopedOrganizations { record.scopedOrganizations = organizations }
        try KeyLabel.check(record.label)
        _ = try Scopes(checking: record.scopes)
    }
}

extension PersonalKeyStore {
    /// A row for a new key, without label and scopes.
    static func record(of value: String, for userID: Int, at now: Timestamp) -> PersonalKeyRecord {
        PersonalKeyRecord(
            id: Secret.makeID(),
            userID: userID,
            label: "",
            hash: KeyHash(of: value).text,
            maskValue: Secret.mask(value),
            scopes: [],
            createdAt: now
        )
    }

    private static func record(_ id: String, of userID: Int, _ db: GRDB.Database) throws -> PersonalKeyRecord? {
        try PersonalKeyRecord.filter(key: id).filter(PersonalKeyRecord.Columns.userID == userID).fetchOne(db)
    }

    /// Throws unless the projects and organizations that a key is limited to are its user's.
    private static func checkReach(of record: PersonalKeyRecord, _ db: GRDB.Database) throws {
        let organizations =
            try OrganizationMembershipRecord
            .filter(OrganizationMembershipRecord.Columns.userID == record.userID)
            .fetchAll(db).map(\.organizationID)
        let projects = Set(record.scopedProjects)
        let found = try ProjectRecord.filter(keys: projects)
            .filter(organizations.contains(ProjectRecord.Columns.organizationID)).fetchCount(db)
        guard found == projects.count else { throw AccessError.projectsNotYours }
        for id in record.scopedOrganizations where !organizations.contains(id) {
            guard UUIDText.normalized(id) != nil else { throw AccessError.invalidOrganization }
            throw AccessError.organizationsNotYours
        }
    }
}
