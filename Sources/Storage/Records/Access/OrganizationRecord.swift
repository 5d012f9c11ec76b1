public import GRDB

/// One row of `organization`: the company that owns projects.
public struct OrganizationRecord: Codable, Hashable, Sendable, Identifiable {
    public var id: String
    public var name: String
    public var slug: String
    public var createdAt: Timestamp

    public init(id: String, name: String, slug: String, createdAt: Timestamp) {
        self.id = id
        self.name = name
        self.slug = slug
        self.createdAt = createdAt
    }

    enum CodingKeys: String, CodingKey {
        case id, name, slug
        case createdAt = "created_at"
    }
}

extension OrganizationRecord: FetchableRecord, PersistableRecord {
    public static let databaseTableName = "organization"
}
