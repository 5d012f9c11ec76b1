public import HogQL
public import JSON

/// What a query needs to know about the project it runs for.
///
/// A value of its own, so that this target does not depend on how projects are kept.
public struct QueryProject: Hashable, Sendable {
    public let id: Int
    /// An IANA name.
    public let timezone: String
    public let weekStartDay: WeekStartDay
    /// The project's filters against test accounts, in PostHog's JSON.
    public let testAccountFilters: JSONValue

    public init(
        id: Int,
        timezone: String = "UTC",
        weekStartDay: WeekStartDay = .sunday,
        testAccountFilters: JSONValue = []
    ) {
        self.id = id
        self.timezone = timezone
        self.weekStartDay = weekStartDay
        self.testAccountFilters = testAccountFilters
    }
}
