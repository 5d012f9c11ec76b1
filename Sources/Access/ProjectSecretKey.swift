public import Storage

/// A `phs_` key as it can be shown: it belongs to a project and runs its endpoints.
public struct ProjectSecretKey: Hashable, Sendable, Identifiable {
    public let id: String
    public let projectID: Int
    public let createdByID: Int?
    public let label: String
    /// Enough of the key to recognise it by: `phs_...abcd`.
    public let maskValue: String
    public let scopes: [String]
    public let createdAt: Timestamp
    public let lastUsedAt: Timestamp?

    init(_ record: ProjectSecretKeyRecord) {
        id = record.id
        projectID = record.projectID
        createdByID = record.createdByID
        label = record.label
        maskValue = record.maskValue
        scopes = record.scopes
        createdAt = record.createdAt
        lastUsedAt = record.lastUsedAt
    }
}

/// A project's key at the one moment when its value is known.
public struct IssuedProjectSecretKey: Hashable, Sendable {
    public let key: ProjectSecretKey
    /// The secret itself, which is stored nowhere and cannot be shown again.
    public let value: String
}
