public import Storage

/// The company that owns projects, and in which users have a part.
public struct Organization: Hashable, Sendable, Identifiable {
    public let id: String
    public let name: String
    public let slug: String
    public let createdAt: Timestamp

    init(_ record: OrganizationRecord) {
        id = record.id
        name = record.name
        slug = record.slug
        createdAt = record.createdAt
    }
}

/// A user's part in an organization.
public struct Membership: Hashable, Sendable {
    /// PostHog's levels.
    public enum Level: Int, Hashable, Sendable {
        case member = 1
        case admin = 8
        case owner = 15
    }

    public let organization: Organization
    public let level: Level
}
