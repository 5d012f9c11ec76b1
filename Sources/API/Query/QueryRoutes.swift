import Access
import Definitions
import Endpoints
import HTTPTypes
import HogQL
import JSON
import Querying
import Storage

/// `query/`: running a query that is not stored, and asking about runs that have a name.
struct QueryRoutes: ResourceRoutes {
    let queries: QueryService
    let variables: InsightVariableStore

    var routes: [Route] {
        [
            Route(
                .post,
                "query",
                access: .scope("query:read"),
                operation: .init("query_create", "Run a query.", tag: "query"),
                body: .json(QueryBody.schema),
                answers: [
                    .json(.openObject, "The rows, and how they came about."),
                    .json(EndpointSchema.accepted, status: .accepted, "The run goes on; it tells where to ask."),
                ],
                limits: RouteLimits(throttle: .hogQL),
                handler: run
            ),
            // Whoever started a run may ask about it and end it, also with a key that can't run queries here.
            Route(
                .get,
                "query/{id}",
                access: .anyKey.orProjectSecretKey,
                operation: .init("query_retrieve", "Tell where a run stands.", tag: "query"),
                query: [QueryParameter("show_progress", .boolean, "Progress is always told.")],
                answers: [
                    .json(EndpointSchema.accepted, "It is complete."),
                    .json(EndpointSchema.accepted, status: .accepted, "It is running."),
                ],
                handler: status
            ),
            Route(
                .delete,
                "query/{id}",
                access: .anyKey.orProjectSecretKey,
                operation: .init("query_destroy", "Cancel a run.", tag: "query"),
                query: [QueryParameter("dequeue_only", .boolean, "Without effect: a run is ended wherever it is.")],
                answers: [.json(.object("QueryCancellation", [.required("message", .string)]))],
                handler: cancel
            ),
        ]
    }
}

// MARK: - Running

extension QueryRoutes {
    @Sendable private func run(_ request: APIRequest) async throws -> APIResponse {
        let body = QueryBody(request.body)
        let project = QueryProject(try request.project)
        let query = try body.query(known: try await variables.variables(inProject: project.id))
        var asked = QueryRequest(query, for: project)
        switch body.refresh {
        case .forceBlocking, .forceAsync: asked.refresh = .always
        case .forceCache:
            guard let cached = try await queries.cachedAnswer(to: asked) else {
                return .json(["query_status": nil, "is_cached": false])
            }
            return .bytes(cached.body(.debug), MediaType.json)
        case .blocking, .async, .lazyAsync, .asyncExceptOnCacheMiss: break
        }
        return try await answer(asked, body, request)
    }

    private func answer(_ asked: QueryRequest, _ body: QueryBody, _ request: APIRequest) async throws -> APIResponse {
        let cached = asked.refresh == .always ? nil : try await queries.cachedAnswer(to: asked)
        if let cached, queries.isFresh(cached) || body.refresh == .lazyAsync {
            if !queries.isFresh(cached) { _ = try start(asked, nil, request) }
            return .bytes(cached.body(.debug), MediaType.json)
        }
        switch body.refresh {
        case .async, .forceAsync, .lazyAsync:
            return .bytes(try start(asked, body.clientQueryID, request).body, MediaType.json, status: .accepted)
        case .asyncExceptOnCacheMiss where cached != nil:
            return .bytes(try start(asked, body.clientQueryID, request).body, MediaType.json, status: .accepted)
        case .blocking, .forceBlocking, .forceCache, .asyncExceptOnCacheMiss:
            let bytes = try await wait(asked, body.clientQueryID, request)
            return .bytes(bytes, MediaType.json)
        }
    }

    private func wait(_ asked: QueryRequest, _ id: String?, _ request: APIRequest) async throws -> [UInt8] {
        guard let id else {
            return try await request.cancellingWhenClientLeaves { try await queries.answer(asked).body(.debug) }
        }
        let name = QueryName(id, projectID: asked.project.id, caller: try request.principal.keyHash)
        return try await request.cancellingWhenClientLeaves {
            try await queries.run(named: name) { registration in
                let body = try await queries.answer(asked, registration: registration).body(.debug)
                return (body, body)
            }
        }
    }

    private func start(_ asked: QueryRequest, _ id: String?, _ request: APIRequest) throws -> QueryStatus {
        let id = id ?? UUIDText.make()
        let name = QueryName(id, projectID: asked.project.id, caller: try request.principal.keyHash)
        return queries.start(name) { registration in
            try await queries.answer(asked, registration: registration).body(.debug)
        }
    }
}

// MARK: - Asking and ending

extension QueryRoutes {
    @Sendable private func status(_ request: APIRequest) async throws -> APIResponse {
        let (id, projectID) = (request.parameters["id"], try request.project.id)
        try requireRights(request, id)
        guard let status = await queries.status(of: id, projectID: projectID) else {
            throw APIError.notFound("Query \(id) not found for team \(projectID)")
        }
        if let error = status.error {
            let told = try JSONValue(parsing: status.body)
            throw error.apiError.adding("query_status", told["query_status"] ?? .null)
        }
        return .bytes(status.body, MediaType.json, status: status.isRunning ? .accepted : .ok)
    }

    @Sendable private func cancel(_ request: APIRequest) async throws -> APIResponse {
        let (id, projectID) = (request.parameters["id"], try request.project.id)
        try requireRights(request, id)
        if queries.cancel(id, projectID: projectID) { return .json(["message": "Query task revoked"]) }
        let status = await queries.status(of: id, projectID: projectID)
        return .json(["message": status == nil ? "Query not found" : "Query already complete"])
    }

    private func requireRights(_ request: APIRequest, _ id: String) throws {
        let principal = try request.principal
        if principal.scopes.allows("query:read") { return }
        if queries.isCaller(principal.keyHash, of: id, projectID: try request.project.id) { return }
        throw APIError.permissionDenied("API key missing required scope 'query:read'")
    }
}
