public import JSON

/// What a request or a dashboard filters by: PostHog's `HogQLFilters` and `DashboardFilter`.
public struct QueryFilters: Hashable, Sendable {
    /// `YYYY-MM-DD…`, or relative: `-7d`, `-1mStart`, `dStart`, `all`.
    public var dateFrom: String?
    public var dateTo: String?
    /// All of them must hold.
    public var properties: [PropertyFilter]
    /// Whether ``testAccountProperties`` apply too.
    public var filtersTestAccounts: Bool
    /// The project's own filters against test accounts.
    public var testAccountProperties: [PropertyFilter]

    public init(
        dateFrom: String? = nil,
        dateTo: String? = nil,
        properties: [PropertyFilter] = [],
        filtersTestAccounts: Bool = false,
        testAccountProperties: [PropertyFilter] = []
    ) {
        self.dateFrom = dateFrom
        self.dateTo = dateTo
        self.properties = properties
        self.filtersTestAccounts = filtersTestAccounts
        self.testAccountProperties = testAccountProperties
    }

    public var isEmpty: Bool {
        dateFrom == nil && dateTo == nil && properties.isEmpty
            && !(filtersTestAccounts && !testAccountProperties.isEmpty)
    }
}

/// One condition on a property: `{"key": "$browser", "value": ["Chrome"], "operator": "exact", "type": "event"}`.
public struct PropertyFilter: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case event
        case person
        case group
        case session
        case cohort
        case element
        case hogql
        case feature
    }

    public enum Operator: String, Hashable, Sendable, CaseIterable {
        case exact
        case isNot = "is_not"
        case contains = "icontains"
        case notContains = "not_icontains"
        case regex
        case notRegex = "not_regex"
        case greater = "gt"
        case greaterOrEqual = "gte"
        case less = "lt"
        case lessOrEqual = "lte"
        case isSet = "is_set"
        case isNotSet = "is_not_set"
        case dateExact = "is_date_exact"
        case dateBefore = "is_date_before"
        case dateAfter = "is_date_after"
        case between
        case notBetween = "not_between"
        case minimum = "min"
        case maximum = "max"
        case `in`
        case notIn = "not_in"
    }

    public var key: String
    public var value: JSONValue
    public var `operator`: Operator
    public var kind: Kind
    public var groupTypeIndex: Int?

    public init(
        key: String,
        value: JSONValue = .null,
        operator: Operator = .exact,
        kind: Kind = .event,
        groupTypeIndex: Int? = nil
    ) {
        self.key = key
        self.value = value
        self.operator = `operator`
        self.kind = kind
        self.groupTypeIndex = groupTypeIndex
    }
}
