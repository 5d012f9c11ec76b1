import Access
import GRDB
import Storage

/// A server's access control after its first start, on a database in memory.
struct Fixture {
    static let moment = Timestamp(microseconds: 1_700_000_000_000_000)

    let database: DatabaseQueue
    let access: AccessControl
    let secrets: Bootstrap.Secrets
    let user: User

    /// A lifetime of zero makes every lookup ask the database, as after a long time.
    init(lookupLifetime: Duration = .seconds(60), clock: Clock = .pinned(moment)) async throws {
        database = try Database.inMemory()
        access = AccessControl(database, clock: clock, lookupLifetime: lookupLifetime)
        guard let secrets = try await Bootstrap(database, clock: clock).runIfNeeded(),
            let user = try await access.users.administrator()
        else { throw AccessError.organizationNotFound }
        self.secrets = secrets
        self.user = user
    }

    /// The same database as another process sees it.
    func beside() -> AccessControl {
        AccessControl(database, clock: .pinned(Self.moment), lookupLifetime: .zero)
    }

    func makeKey(_ scopes: String..., projects: [Int] = []) async throws -> IssuedPersonalKey {
        let settings = PersonalKeySettings(label: "test", scopes: scopes, scopedProjects: projects)
        return try await access.personalKeys.create(settings, for: user.id)
    }
}
