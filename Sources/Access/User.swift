public import Storage

/// A person who has keys.
public struct User: Hashable, Sendable, Identifiable {
    public let id: Int
    public let uuid: String
    public let distinctID: String
    public let email: String
    public let firstName: String
    public let lastName: String
    public let isStaff: Bool
    /// What `@current` stands for in a path.
    public let currentProjectID: Int?
    public let createdAt: Timestamp

    init(_ record: UserRecord) {
        id = record.id ?? 0
        uuid = record.uuid
        distinctID = record.distinctID
        email = record.email
        firstName = record.firstName
        lastName = record.lastName
        isStaff = record.isStaff
        currentProjectID = record.currentProjectID
        createdAt = record.createdAt
    }
}
