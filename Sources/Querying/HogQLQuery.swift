public import JSON

/// A HogQL text with everything a request fills into it.
public struct HogQLQuery: Hashable, Sendable {
    public var text: String
    /// `{variables.x}` by code name.
    public var variables: [String: JSONValue]
    /// `{x}`: constants of the request.
    public var values: JSONObject
    /// What `{filters}` stands for, in PostHog's `HogQLFilters` JSON.
    public var filters: JSONObject

    public init(
        _ text: String,
        variables: [String: JSONValue] = [:],
        values: JSONObject = [:],
        filters: JSONObject = [:]
    ) {
        self.text = text
        self.variables = variables
        self.values = values
        self.filters = filters
    }

    /// Lays a dashboard's filters (`DashboardFilter`: `date_from`, `date_to`, `properties`) over the query's own.
    ///
    /// If either date is given, both replace the query's: a range is one thing. Properties are added to the query's.
    public mutating func apply(_ override: JSONObject) {
        let dateFrom = override["date_from"] ?? .null
        let dateTo = override["date_to"] ?? .null
        if !dateFrom.isNull || !dateTo.isNull {
            filters["dateRange"] = ["date_from": dateFrom, "date_to": dateTo]
        }
        if let added = override["properties"]?.arrayValue {
            filters["properties"] = .array((filters["properties"]?.arrayValue ?? []) + added)
        } else if let group = override["properties"], !group.isNull {
            filters["properties"] = group
        }
        if let flag = override["filterTestAccounts"], !flag.isNull { filters["filterTestAccounts"] = flag }
    }
}
