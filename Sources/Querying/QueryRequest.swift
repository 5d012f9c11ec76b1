public import HogQL

/// One run of a query: what, for whom, how fresh, and how much of it.
public struct QueryRequest: Sendable {
    public var project: QueryProject
    public var query: HogQLQuery
    public var rows: RowWindow
    public var refresh: Refresh
    /// How old a cached result may be.
    public var freshFor: Duration
    /// Whose results these are in the cache: a version of an endpoint keeps its own, so that a new one starts without any.
    public var owner: String

    public init(
        _ query: HogQLQuery,
        for project: QueryProject,
        rows: RowWindow = RowWindow(),
        refresh: Refresh = .whenStale,
        freshFor: Duration = Freshness.standard,
        owner: String = ""
    ) {
        self.query = query
        self.project = project
        self.rows = rows
        self.refresh = refresh
        self.freshFor = freshFor
        self.owner = owner
    }

    /// What a run may take from the cache.
    public enum Refresh: Hashable, Sendable {
        /// A result that is fresh, else it is computed.
        case whenStale
        /// Nothing: it is computed now, from the events as they are now.
        case always
    }
}
