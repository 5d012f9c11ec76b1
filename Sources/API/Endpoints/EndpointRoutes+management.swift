import Access
import Endpoints
import HTTPTypes
import JSON
import Querying

extension EndpointRoutes {
    @Sendable func list(_ request: APIRequest) async throws -> APIResponse {
        let isActive = request.arguments["is_active"]?.boolValue
        let createdBy = request.arguments["created_by"]?.integerValue
        let endpoints = try await endpoints.endpoints(in: request.project.id).filter { endpoint in
            (isActive == nil || endpoint.isActive == isActive)
                && (createdBy == nil || endpoint.createdByID.map(Int64.init) == createdBy)
        }
        let page = PageRequest(request)
        let shown = endpoints.dropFirst(page.offset).prefix(page.limit)
        let representation = try await representation(request, of: shown.flatMap(\.authors))
        return .json(page.page(shown.map(representation.json), count: endpoints.count))
    }

    @Sendable func create(_ request: APIRequest) async throws -> APIResponse {
        let body = EndpointBody(request.body)
        let endpoint = try await endpoints.create(
            body.name,
            body.changes,
            in: QueryProject(request.project),
            by: request.principal.userID
        )
        return .json(try await representation(request, of: endpoint.authors).json(endpoint), status: .created)
    }

    @Sendable func retrieve(_ request: APIRequest) async throws -> APIResponse {
        let endpoint = try await endpoint(request)
        let representation = try await representation(request, of: endpoint.authors)
        guard let number = try versionParameter(request) else { return .json(representation.json(endpoint)) }
        return .json(representation.json(try version(number, of: endpoint), of: endpoint))
    }

    @Sendable func update(_ request: APIRequest) async throws -> APIResponse {
        let body = EndpointBody(request.body)
        let name = request.parameters["name"]
        if body.isDeletion {
            try await endpoints.delete(name, in: request.project.id)
            return .json(["success": true])
        }
        let target = try body.version ?? versionParameter(request)
        let endpoint = try await endpoints.update(
            name,
            body.changes,
            version: target,
            in: QueryProject(request.project),
            by: request.principal.userID
        )
        let representation = try await representation(request, of: endpoint.authors)
        guard let target else { return .json(representation.json(endpoint)) }
        return .json(representation.json(try version(target, of: endpoint), of: endpoint))
    }

    @Sendable func delete(_ request: APIRequest) async throws -> APIResponse {
        try await endpoints.delete(request.parameters["name"], in: request.project.id)
        return .noContent
    }

    @Sendable func listVersions(_ request: APIRequest) async throws -> APIResponse {
        let endpoint = try await endpoint(request)
        let page = PageRequest(request)
        let shown = endpoint.versions.reversed().dropFirst(page.offset).prefix(page.limit)
        let representation = try await representation(request, of: endpoint.authors)
        return .json(page.page(shown.map { representation.json($0, of: endpoint) }, count: endpoint.versions.count))
    }

    @Sendable func retrieveVersion(_ request: APIRequest) async throws -> APIResponse {
        let endpoint = try await endpoint(request)
        let version = try version(request.parameters.integer("version"), of: endpoint)
        return .json(try await representation(request, of: endpoint.authors).json(version, of: endpoint))
    }
}

// MARK: - Shared

extension EndpointRoutes {
    func endpoint(_ request: APIRequest) async throws -> Endpoint {
        try await endpoints.endpoint(named: request.parameters["name"], in: request.project.id)
    }

    func version(_ number: Int, of endpoint: Endpoint) throws(EndpointError) -> EndpointVersion {
        guard let version = endpoint.version(number) else { throw .versionNotFound(number) }
        return version
    }

    /// The version that the query string names.
    func versionParameter(_ request: APIRequest) throws(EndpointError) -> Int? {
        guard let text = request.arguments["version"]?.stringValue else { return nil }
        guard let number = Int(text) else {
            throw .invalid(field: "version", "Must be an integer, got: \(text)")
        }
        return number
    }

    /// The version that the query string names, else the current one.
    func meantVersion(_ request: APIRequest, of endpoint: Endpoint) throws(EndpointError) -> EndpointVersion {
        guard let number = try versionParameter(request) else { return endpoint.current }
        return try version(number, of: endpoint)
    }

    func representation(_ request: APIRequest, of authors: [Int]) async throws -> EndpointRepresentation {
        var known: [Int: User] = [:]
        for id in Set(authors) { known[id] = try await users.user(id: id) }
        return EndpointRepresentation(origin: request.origin, journal: runs.journal, authors: known)
    }
}

extension Endpoint {
    /// The users who made it and its versions.
    fileprivate var authors: [Int] { [createdByID].compactMap(\.self) + versions.compactMap(\.createdByID) }
}
