/// Who may call a route.
public struct RouteAccess: Hashable, Sendable {
    /// What a key must hold.
    enum Requirement: Hashable, Sendable {
        /// No key is asked for; one that is sent is not looked at.
        case nothing
        /// Any valid key.
        case anyKey
        /// A key with this scope.
        case scope(String)
        /// A key with the scope `*`.
        case everything
    }

    let requirement: Requirement
    /// Whether the `phs_` key of a project will do as well.
    private(set) var admitsProjectSecretKeys = false
    /// Whether a personal key that is limited to some projects may come in although no project is in the path.
    private(set) var admitsProjectLimitedKeys = false

    private init(_ requirement: Requirement) {
        self.requirement = requirement
    }

    /// Everybody: health checks, and ingestion, whose routes look for a project token themselves.
    public static let `public` = RouteAccess(.nothing)
    /// Any valid key, whatever its scopes.
    public static let anyKey = RouteAccess(.anyKey)
    /// Keys with the scope `*` only: managing keys.
    public static let everything = RouteAccess(.everything)

    /// Keys with this scope, for example `endpoint:read`.
    public static func scope(_ scope: String) -> RouteAccess { RouteAccess(.scope(scope)) }

    /// The same, and project secret keys (`phs_`) with that scope too.
    public var orProjectSecretKey: RouteAccess {
        var access = self
        access.admitsProjectSecretKeys = true
        return access
    }

    /// The same, and personal keys that are limited to some projects too, on a route outside the projects.
    public var orProjectLimitedKey: RouteAccess {
        var access = self
        access.admitsProjectLimitedKeys = true
        return access
    }
}
