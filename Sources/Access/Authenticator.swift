import GRDB
import Logging
import Storage

/// Tells whose key a request carries.
public struct Authenticator: Sendable {
    private let database: any DatabaseWriter
    private let clock: Clock
    private let principals: RecentLookups<KeyHash, Principal>

    /// A key's last use is written this often at most, since the database has one writer.
    private static let lastUseInterval = Duration.seconds(3600)

    init(_ database: any DatabaseWriter, clock: Clock, principals: RecentLookups<KeyHash, Principal>) {
        self.database = database
        self.clock = clock
        self.principals = principals
    }

    /// Who has this `phx_` or `phs_` key; nil when it is nobody's, no longer valid, or its user is inactive.
    public func principal(forKey key: String) async throws -> Principal? {
        let hash = KeyHash(of: key)
        return try await principals.value(for: hash) { try await find(hash) }
    }

    private func find(_ hash: KeyHash) async throws -> Principal? {
        let found = try await database.read { db in
            try Self.personalKey(hash, db) ?? Self.projectSecretKey(hash, db)
        }
        guard let found else { return nil }
        let now = clock.now()
        if Self.isDue(lastUsedAt: found.lastUsedAt, now: now) {
            // Nobody waits for this task: a request should not wait for the writer to note that it happened.
            Task { await noteUse(of: found.principal, at: now) }
        }
        return found.principal
    }

    /// Whether the use of a key is to be written down again.
    static func isDue(lastUsedAt: Timestamp?, now: Timestamp) -> Bool {
        lastUsedAt.map { now - $0 >= lastUseInterval } ?? true
    }

    /// Writes down when a key was last used.
    func noteUse(of principal: Principal, at now: Timestamp) async {
        do {
            try await database.write { db in
                switch principal.kind {
                case .personalKey(let id, _):
                    _ = try PersonalKeyRecord.filter(key: id)
                        .updateAll(db, PersonalKeyRecord.Columns.lastUsedAt.set(to: now))
                case .projectSecretKey(let id, _):
                    _ = try ProjectSecretKeyRecord.filter(key: id)
                        .updateAll(db, ProjectSecretKeyRecord.Columns.lastUsedAt.set(to: now))
                }
            }
        } catch {
            Logger.current.warning("could not note the use of a key", metadata: ["error": "\(error)"])
        }
    }
}

// MARK: - Finding

/// A valid key and when it was last used.
private struct FoundKey {
    let principal: Principal
    let lastUsedAt: Timestamp?
}

extension Authenticator {
    private static func personalKey(_ hash: KeyHash, _ db: GRDB.Database) throws -> FoundKey? {
        let record = try PersonalKeyRecord.filter(PersonalKeyRecord.Columns.hash == hash.text).fetchOne(db)
        guard let record, hash.matches(record.hash), try UserRecord.fetchOne(db, key: record.userID)?.isActive == true
        else { return nil }
        let memberships =
            try OrganizationMembershipRecord
            .filter(OrganizationMembershipRecord.Columns.userID == record.userID).fetchAll(db)
        let principal = Principal(
            kind: .personalKey(id: record.id, userID: record.userID),
            scopes: Scopes(record.scopes),
            projects: record.scopedProjects.isEmpty ? nil : Set(record.scopedProjects),
            organizations: Set(memberships.map(\.organizationID)),
            scopedOrganizations: record.scopedOrganizations.isEmpty ? nil : Set(record.scopedOrganizations),
            keyHash: hash.text
        )
        return FoundKey(principal: principal, lastUsedAt: record.lastUsedAt)
    }

    private static func projectSecretKey(_ hash: KeyHash, _ db: GRDB.Database) throws -> FoundKey? {
        let record = try ProjectSecretKeyRecord.filter(ProjectSecretKeyRecord.Columns.hash == hash.text).fetchOne(db)
        // No scopes mean everything in a personal key; a project's key must never come to that.
        guard let record, hash.matches(record.hash), !record.scopes.isEmpty,
            let project = try ProjectRecord.fetchOne(db, key: record.projectID)
        else { return nil }
        let principal = Principal(
            kind: .projectSecretKey(id: record.id, projectID: record.projectID),
            scopes: Scopes(record.scopes),
            projects: [record.projectID],
            organizations: [project.organizationID],
            scopedOrganizations: nil,
            keyHash: hash.text
        )
        return FoundKey(principal: principal, lastUsedAt: record.lastUsedAt)
    }
}
