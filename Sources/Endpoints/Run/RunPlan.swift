import HogQL
import JSON
public import Querying

/// What a run will do, decided from the endpoint and the request alone: no database, no engine, no clock.
public struct RunPlan: Sendable {
    /// How the client gets the answer.
    public enum Delivery: Hashable, Sendable {
        /// It waits for it.
        case wait
        /// It is told where to ask, unless the answer is cached and fresh.
        case background
        /// It gets what is cached, however old, while a stale answer is computed anew.
        case backgroundAfterStale
    }

    public let version: EndpointVersion
    public let query: QueryRequest
    public let delivery: Delivery
    public let isDebug: Bool

    /// Decides, or says why the run can't be.
    ///
    /// The order of the checks is PostHog's: of several mistakes a client is told the same one.
    public init(_ request: RunRequest, of endpoint: Endpoint, in project: QueryProject) throws(EndpointError) {
        guard endpoint.isActive else { throw .notFound }
        version = try Self.version(request, of: endpoint)
        let stored = version.query
        try Self.checkOverrides(request, of: stored)
        guard request.refresh != .direct || version.isMaterialized else {
            throw .invalid(
                field: "refresh",
                "'direct' refresh mode is only valid for materialized endpoints. Use 'cache' or 'force' instead, "
                    + "or enable materialization on this endpoint."
            )
        }
        try Self.checkVariables(request, of: version)
        guard stored.kind == .hogQL else {
            throw .invalid(field: nil, "Running a \(stored.kind.rawValue) is not supported yet.")
        }
        if request.limit != nil { try Self.checkPaging(stored) }
        query = Self.query(request, version, project)
        delivery =
            switch request.refresh {
            case .async, .forceAsync: .background
            case .lazyAsync: .backgroundAfterStale
            default: .wait
            }
        isDebug = request.isDebug
    }
}

// MARK: - Checks

extension RunPlan {
    private static func version(_ request: RunRequest, of endpoint: Endpoint) throws(EndpointError) -> EndpointVersion {
        guard request.offset == nil || request.limit != nil else { throw .offsetWithoutLimit }
        let number = request.version ?? endpoint.current.number
        guard let version = endpoint.version(number) else {
            throw .versionNotFoundToRun(number, name: endpoint.name, currentVersion: endpoint.current.number)
        }
        guard version.isActive else {
            throw .invalid(field: nil, "Version \(number) is inactive and cannot be executed.")
        }
        return version
    }

    private static func checkOverrides(_ request: RunRequest, of query: StoredQuery) throws(EndpointError) {
        guard query.kind == .hogQL else {
            if request.offset != nil {
                throw .invalid(field: "offset", "offset is only supported for HogQL endpoints")
            }
            if request.limit != nil {
                throw .invalid(
                    field: "limit",
                    "Limit/offset parameters are only supported for HogQLQuery, not \(query.kind.rawValue)"
                )
            }
            if let kind = request.queryOverride?["kind"], kind.stringValue != query.kind.rawValue {
                throw .invalid(field: "query_override", "query_override can't replace the kind of a query.")
            }
            return
        }
        guard request.queryOverride == nil else {
            throw .invalid(
                field: "query_override",
                "Only variables and filters_override are allowed when executing a HogQL query"
            )
        }
    }

    private static func checkVariables(_ request: RunRequest, of version: EndpointVersion) throws(EndpointError) {
        guard !request.variables.isEmpty else { return }
        let unknown = request.variables.keys.filter { !version.variableNames.contains($0) }
        guard unknown.isEmpty else {
            throw .invalid(field: "variables", "Unknown variable(s): \(unknown.sorted().joined(separator: ", "))")
        }
    }

    /// A page is cut by the query's own LIMIT, which several queries joined don't have in common.
    private static func checkPaging(_ query: StoredQuery) throws(EndpointError) {
        guard case .set = try? Parser.parseSelect(query.text) else { return }
        throw .invalid(
            field: nil,
            "Pagination is not supported for UNION queries. Wrap the UNION in a subquery: "
                + "SELECT * FROM (... UNION ALL ...) LIMIT n"
        )
    }
}

// MARK: - The query

extension RunPlan {
    private static func query(_ request: RunRequest, _ version: EndpointVersion, _ project: QueryProject)
        -> QueryRequest
    {
        var hogQL = version.hogQL
        for (name, value) in request.variables { hogQL.variables[name] = value }
        if let filters = request.filtersOverride { hogQL.apply(filters) }
        var rows = RowWindow()
        rows.limit = request.limit
        rows.offset = request.offset
        return QueryRequest(
            hogQL,
            for: project,
            rows: rows,
            refresh: request.refresh.isForced ? .always : .whenStale,
            freshFor: version.freshFor,
            owner: version.id
        )
    }
}

extension RunRequest.Refresh {
    /// Whether a result that is there must not be used.
    var isForced: Bool {
        switch self {
        case .force, .forceBlocking, .forceAsync, .direct: true
        case .cache, .blocking, .async, .lazyAsync: false
        }
    }
}
