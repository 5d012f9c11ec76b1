public import GRDB
public import Storage

/// Everything about who may do what: the one way into this target.
///
/// Its stores share what they remember, so that a deleted key is refused from the next request on. Changes by another
/// process are seen within `lookupLifetime`.
public struct AccessControl: Sendable {
    public let authenticator: Authenticator
    public let projects: ProjectStore
    public let users: UserStore
    public let personalKeys: PersonalKeyStore
    public let projectSecretKeys: ProjectSecretKeyStore

    public init(
        _ database: any DatabaseWriter,
        clock: Clock = .system,
        lookupLifetime: Duration = .seconds(1)
    ) {
        let principals = RecentLookups<KeyHash, Principal>(lifetime: lookupLifetime)
        authenticator = Authenticator(database, clock: clock, principals: principals)
        projects = ProjectStore(database, clock: clock, lookupLifetime: lookupLifetime)
        users = UserStore(database, lookupLifetime: lookupLifetime)
        personalKeys = PersonalKeyStore(database, clock: clock, principals: principals)
        projectSecretKeys = ProjectSecretKeyStore(database, clock: clock, principals: principals)
    }
}
