import GRDB
import Storage

/// The secret keys of projects.
public struct ProjectSecretKeyStore: Sendable {
    private let database: any DatabaseWriter
    private let clock: Clock
    private let principals: RecentLookups<KeyHash, Principal>

    init(_ database: any DatabaseWriter, clock: Clock, principals: RecentLookups<KeyHash, Principal>) {
        self.database = database
        self.clock = clock
        self.principals = principals
    }

    /// The keys of a project, newest first.
    public func keys(inProject projectID: Int) async throws -> [ProjectSecretKey] {
        try await database.read { db in
            try ProjectSecretKeyRecord.filter(ProjectSecretKeyRecord.Columns.projectID == projectID)
                .order(ProjectSecretKeyRecord.Columns.createdAt.desc, Column.rowID.desc)
                .fetchAll(db)
        }
        .map(ProjectSecretKey.init)
    }

    /// Makes a key that may do what `scopes` say, which is little: see ``Scopes/ofProjectSecretKeys``.
    public func create(
        label: String,
        scopes: [String] = ["endpoint:read"],
        inProject projectID: Int,
        by userID: Int?
    ) async throws -> IssuedProjectSecretKey {
        try KeyLabel.check(label)
        guard !scopes.isEmpty else { throw AccessError.scopesEmpty }
        if let refused = scopes.first(where: { !Scopes.ofProjectSecretKeys.contains($0) }) {
            throw AccessError.invalidScope(refused)
        }
        let value = Secret.projectSecretKey.make()
        let record = ProjectSecretKeyRecord(
            id: Secret.makeID(),
            projectID: projectID,
            createdByID: userID,
            label: label,
            hash: KeyHash(of: value).text,
            maskValue: Secret.mask(value),
            scopes: scopes,
            createdAt: clock.now()
        )
        try await insert(record)
        principals.removeAll()
        return IssuedProjectSecretKey(key: ProjectSecretKey(record), value: value)
    }

    private func insert(_ record: ProjectSecretKeyRecord) async throws {
        do {
            try await database.write { db in
                guard try ProjectRecord.exists(db, key: record.projectID) else {
                    throw AccessError.projectNotFound(record.projectID)
                }
                try record.insert(db)
            }
        } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE {
            throw AccessError.labelTaken(record.label)
        }
    }

    /// Ends a key; false when the project has no such key.
    public func delete(id: String, inProject projectID: Int) async throws -> Bool {
        let isDeleted = try await database.write { db in
            try ProjectSecretKeyRecord.filter(key: id)
                .filter(ProjectSecretKeyRecord.Columns.projectID == projectID)
                .deleteAll(db) > 0
        }
        principals.removeAll()
        return isDeleted
    }
}
