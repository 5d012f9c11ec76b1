public import Storage

/// A `phx_` key as it can be shown: without what opens doors.
public struct PersonalKey: Hashable, Sendable, Identifiable {
    public let id: String
    public let userID: Int
    public let label: String
    /// Enough of the key to recognise it by: `phx_...abcd`.
    public let maskValue: String
    public let scopes: [String]
    /// The only projects that the key may use; empty for all of its user's.
    public let scopedProjects: [Int]
    /// The only organizations that the key may use; empty for all of its user's.
    public let scopedOrganizations: [String]
    public let createdAt: Timestamp
    public let lastUsedAt: Timestamp?
    public let lastRolledAt: Timestamp?

    init(_ record: PersonalKeyRecord) {
        id = record.id
        userID = record.userID
        label = record.label
        maskValue = record.maskValue
        scopes = Scopes(record.scopes).names
        scopedProjects = record.scopedProjects
        scopedOrganizations = record.scopedOrganizations
        createdAt = record.createdAt
        lastUsedAt = record.lastUsedAt
        lastRolledAt = record.lastRolledAt
    }
}

/// A key at the one moment when its value is known: just made or rolled.
public struct IssuedPersonalKey: Hashable, Sendable {
    public let key: PersonalKey
    /// The secret itself, which is stored nowhere and cannot be shown again.
    public let value: String
}

/// What can be chosen about a personal key; nil leaves a value as it is.
public struct PersonalKeySettings: Hashable, Sendable {
    public var label: String?
    public var scopes: [String]?
    public var scopedProjects: [Int]?
    public var scopedOrganizations: [String]?

    public init(
        label: String? = nil,
        scopes: [String]? = nil,
        scopedProjects: [Int]? = nil,
        scopedOrganizations: [String]? = nil
    ) {
        self.label = label
        self.scopes = scopes
        self.scopedProjects = scopedProjects
        self.scopedOrganizations = scopedOrganizations
    }
}

/// The name by which its owner tells a key from others.
enum KeyLabel {
    static let maximumLength = 40

    static func check(_ label: String) throws {
        guard label.contains(where: { !$0.isWhitespace }) else { throw AccessError.labelBlank }
        guard label.count <= maximumLength else { throw AccessError.labelTooLong(limit: maximumLength) }
    }
}
