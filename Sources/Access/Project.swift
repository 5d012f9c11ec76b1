public import JSON
public import Storage

/// What events, endpoints and queries belong to, and how their dates are to be read.
public struct Project: Hashable, Sendable, Identifiable {
    /// The number in paths; `team_id` in the engine.
    public let id: Int
    public let uuid: String
    public let organizationID: String
    public let name: String
    /// The public `phc_` token with which events are sent.
    public let token: String
    /// An IANA name.
    public let timezone: String
    public let weekStartDay: WeekStartDay
    /// The property filters that leave out the project's own people; a JSON array.
    public let testAccountFilters: JSONValue
    /// Whether an event has ever come in.
    public let ingestedEvent: Bool
    public let createdAt: Timestamp
    public let updatedAt: Timestamp

    /// The first day of a week; the raw value is PostHog's.
    public enum WeekStartDay: Int, Hashable, Sendable, CaseIterable {
        case sunday = 0
        case monday = 1
    }

    init(_ record: ProjectRecord) {
        id = record.id ?? 0
        uuid = record.uuid
        organizationID = record.organizationID
        name = record.name
        token = record.token
        timezone = record.timezone
        weekStartDay = WeekStartDay(rawValue: record.weekStartDay) ?? .sunday
        testAccountFilters = record.testAccountFilters.value
        ingestedEvent = record.ingestedEvent
        createdAt = record.createdAt
        updatedAt = record.updatedAt
    }
}

/// What can be chosen about a project; nil leaves a value as it is, or takes the default for a new project.
public struct ProjectSettings: Hashable, Sendable {
    public var name: String?
    public var timezone: String?
    public var weekStartDay: Project.WeekStartDay?
    public var testAccountFilters: JSONValue?

    public init(
        name: String? = nil,
        timezone: String? = nil,
        weekStartDay: Project.WeekStartDay? = nil,
        testAccountFilters: JSONValue? = nil
    ) {
        self.name = name
        self.timezone = timezone
        self.weekStartDay = weekStartDay
        self.testAccountFilters = testAccountFilters
    }

    static let maximumNameLength = 200

    func check() throws {
        if let name {
            guard name.contains(where: { !$0.isWhitespace }) else { throw AccessError.nameBlank }
            guard name.count <= Self.maximumNameLength else {
                throw AccessError.nameTooLong(limit: Self.maximumNameLength)
            }
        }
        if let timezone, !TimeZones.isKnown(timezone) { throw AccessError.invalidTimezone(timezone) }
        if let testAccountFilters, testAccountFilters.arrayValue == nil { throw AccessError.testAccountFiltersNotAList }
    }
}
