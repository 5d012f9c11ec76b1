import HogQL
import JSON
import Querying
import Storage
import Testing

@testable import Endpoints

struct RunPlanTests {
    private static let project = QueryProject(id: 1)
    private static let variables: JSONValue = [
        "id1": ["variableId": "id1", "code_name": "event", "value": "signup"],
        "id2": ["variableId": "id2", "code_name": "plan", "value": "free"],
    ]
    private static let hogQL: JSONValue = [
        "kind": "HogQLQuery", "query": "SELECT {variables.event}", "variables": variables,
        "filters": ["dateRange": ["date_from": "-7d"], "properties": [["key": "a"]]],
    ]
    private static let trends: JSONValue = [
        "kind": "TrendsQuery", "series": [], "interval": "hour", "breakdownFilter": ["breakdown": "$browser"],
    ]

    /// An endpoint with one version of each query, the last one current.
    private static func endpoint(
        _ queries: [JSONValue] = [hogQL],
        isActive: Bool = true,
        inactiveVersion: Int? = nil,
        cacheAge: Int? = nil
    ) throws -> Endpoint {
        let time = Timestamp(microseconds: 0)
        var record = EndpointRecord(
            id: "e",
            projectID: 1,
            name: "e",
            isActive: isActive,
            derivedFromInsight: nil,
            tags: JSONColumn([]),
            createdByID: nil,
            createdAt: time
        )
        record.currentVersion = queries.count
        let versions = queries.enumerated().map { index, query in
            var version = EndpointVersionRecord(
                id: "v\(index + 1)",
                endpointID: "e",
                version: index + 1,
                query: JSONColumn(query),
                description: "",
                cacheAgeSeconds: cacheAge,
                syncFrequency: "24hour",
                bucketOverrides: JSONColumn(.null),
                optionalBreakdownProperties: JSONColumn([]),
                columns: JSONColumn(.null),
                createdByID: nil,
                createdAt: time
            )
            version.isActive = inactiveVersion != index + 1
            return version
        }
        return try #require(Endpoint(record, versions: versions))
    }

    private static func request(_ change: (inout RunRequest) -> Void) -> RunRequest {
        var request = RunRequest()
        change(&request)
        return request
    }

    private func plan(_ change: (inout RunRequest) -> Void, _ endpoint: Endpoint? = nil) throws -> RunPlan {
        try RunPlan(Self.request(change), of: endpoint ?? Self.endpoint(), in: Self.project)
    }

    // MARK: - What it decides

    @Test func `the current version runs unless another is named`() throws {
        let endpoint = try Self.endpoint([Self.hogQL, ["kind": "HogQLQuery", "query": "SELECT 2"]])
        #expect(try plan({ _ in }, endpoint).version.number == 2)
        #expect(try plan({ $0.version = 1 }, endpoint).version.number == 1)
    }

    @Test func `stored values are the defaults of a run, null is a value`() throws {
        let stored = try plan { _ in }.query.query.variables
        #expect(stored == ["event": "signup", "plan": "free"])
        let given = try plan { $0.variables = ["event": .null] }.query.query.variables
        #expect(given == ["event": .null, "plan": "free"])
    }

    @Test func `an override replaces the whole date range and adds properties`() throws {
        let filters = try plan {
            $0.filtersOverride = ["date_to": "2026-01-01", "properties": [["key": "b"]]]
        }.query.query.filters
        #expect(filters["dateRange"] == ["date_from": nil, "date_to": "2026-01-01"])
        #expect(filters["properties"] == [["key": "a"], ["key": "b"]])
    }

    @Test(
        arguments: [
            (.cache, .whenStale, .wait), (.blocking, .whenStale, .wait), (.force, .always, .wait),
            (.forceBlocking, .always, .wait), (.async, .whenStale, .background), (.forceAsync, .always, .background),
            (.lazyAsync, .whenStale, .backgroundAfterStale),
        ] as [(RunRequest.Refresh, QueryRequest.Refresh, RunPlan.Delivery)]
    )
    func `each word has its meaning`(
        word: RunRequest.Refresh,
        refresh: QueryRequest.Refresh,
        delivery: RunPlan.Delivery
    ) throws {
        let plan = try plan { $0.refresh = word }
        #expect(plan.query.refresh == refresh)
        #expect(plan.delivery == delivery)
    }

    @Test func `the cache age is the endpoint's, else the policy's`() throws {
        #expect(try plan({ _ in }).query.freshFor == .seconds(6 * 3600))
        #expect(try plan({ _ in }, Self.endpoint(cacheAge: 300)).query.freshFor == .seconds(300))
    }

    @Test func `a page goes to the compiler`() throws {
        let rows = try plan {
            $0.limit = 5
            $0.offset = 2
        }.query.rows
        #expect(rows.limit == 5 && rows.offset == 2)
    }

    // MARK: - What it refuses

    @Test(arguments: [
        (request { $0.offset = 5 }, "offset requires limit to be set"),
        (request { $0.version = 9 }, "Version 9 not found for endpoint 'e'"),
        (
            request { $0.queryOverride = ["query": "SELECT 2"] },
            "Only variables and filters_override are allowed when executing a HogQL query"
        ),
        (request { $0.variables = ["zz": 1, "aa": 2, "event": 3] }, "Unknown variable(s): aa, zz"),
    ])
    func `a run that can't be is refused with PostHog's words`(request: RunRequest, message: String) throws {
        let error = #expect(throws: EndpointError.self) {
            try RunPlan(request, of: Self.endpoint(), in: Self.project)
        }
        #expect(error?.description == message)
    }

    @Test func `direct needs a table`() throws {
        let error = #expect(throws: EndpointError.self) { try plan { $0.refresh = .direct } }
        #expect(error?.field == "refresh")
    }

    @Test func `an inactive endpoint does not exist for a run, an inactive version says so`() throws {
        #expect(throws: EndpointError.notFound) { try plan({ _ in }, Self.endpoint(isActive: false)) }
        let error = #expect(throws: EndpointError.self) { try plan({ _ in }, Self.endpoint(inactiveVersion: 1)) }
        #expect(error?.description == "Version 1 is inactive and cannot be executed.")
    }

    @Test func `several queries joined have no pages`() throws {
        let union: JSONValue = ["kind": "HogQLQuery", "query": "SELECT 1 AS x UNION ALL SELECT 2 AS x"]
        let error = #expect(throws: EndpointError.self) { try plan({ $0.limit = 2 }, Self.endpoint([union])) }
        #expect(error?.description.hasPrefix("Pagination is not supported for UNION queries.") == true)
    }

    @Test(arguments: [
        (request { $0.limit = 5 }, "Limit/offset parameters are only supported for HogQLQuery, not TrendsQuery"),
        (
            request {
                $0.limit = 5
                $0.offset = 1
            }, "offset is only supported for HogQL endpoints"
        ),
        (request { $0.variables = ["$os": "Mac"] }, "Unknown variable(s): $os"),
        (request { $0.variables = ["$browser": "Chrome"] }, "Running a TrendsQuery is not supported yet."),
        (
            request { $0.queryOverride = ["kind": "FunnelsQuery"] },
            "query_override can't replace the kind of a query."
        ),
    ])
    func `an insight has its own rules`(request: RunRequest, message: String) throws {
        let error = #expect(throws: EndpointError.self) {
            try RunPlan(request, of: Self.endpoint([Self.trends]), in: Self.project)
        }
        #expect(error?.description == message)
    }
}
