/// Who makes a request: a key that has been found to be valid, and how far it reaches.
public struct Principal: Hashable, Sendable {
    /// The two kinds of keys.
    public enum Kind: Hashable, Sendable {
        /// A `phx_` key: acts for its user.
        case personalKey(id: String, userID: Int)
        /// A `phs_` key: belongs to a project and nobody.
        case projectSecretKey(id: String, projectID: Int)
    }

    public let kind: Kind
    public let scopes: Scopes
    /// The only projects that the key may use; nil for all of its organizations'.
    public let projects: Set<Int>?
    /// The organizations that its user is in.
    public let organizations: Set<String>
    /// The only organizations that the key may use; nil for all that its user is in.
    public let scopedOrganizations: Set<String>?
    /// What requests are counted by; says nothing about the key.
    public let keyHash: String

    /// Whom the key acts for; nil for a project's own key.
    public var userID: Int? {
        if case .personalKey(_, let userID) = kind { userID } else { nil }
    }

    /// Throws unless the key may use the project.
    public func requireAccess(to project: Project) throws {
        if let projects, !projects.contains(project.id) { throw AccessError.projectOutsideKey(project.id) }
        guard organizations.contains(project.organizationID) else { throw AccessError.projectNotAccessible }
        try requireScope(ofOrganization: project.organizationID)
    }

    /// Throws unless the key may use the organization.
    public func requireAccess(toOrganization id: String) throws {
        guard organizations.contains(id) else { throw AccessError.organizationNotFound }
        try requireScope(ofOrganization: id)
    }

    private func requireScope(ofOrganization id: String) throws {
        guard let scopedOrganizations, !scopedOrganizations.contains(id) else { return }
        throw AccessError.organizationOutsideKey(id)
    }
}
