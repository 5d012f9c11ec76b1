import Access
import HTTPTypes
import Hummingbird
import JSON

/// Everything that happens between the router and a handler, in this order: what the client wants to get (406), who it
/// is (401), which project (404, 403), what it may do (403), how often (429), and what it sends (413, 415, 400).
struct RouteChecks: Sendable {
    let access: AccessControl
    let limiter: RateLimiter?
    let configuration: APIConfiguration

    /// Runs the handler of `route` if the request may get that far.
    func answer(_ request: Request, _ context: APIContext, on route: Route) async throws -> APIResponse {
        var incoming = try APIRequest(request, context, route: route, publicURL: configuration.publicURL)
        incoming.mediaType = try Self.mediaType(of: incoming, on: route)
        var body = ReceivedBody(request, limit: route.limits.bodyBytes ?? configuration.bodyBytes)
        if route.access.requirement != .nothing {
            try await identify(&incoming, &body, on: route)
        }
        try await read(&body, into: &incoming, on: route)
        for parameter in route.query {
            if let value = try parameter.value(in: incoming.query) { incoming.arguments[parameter.name] = value }
        }
        return try await route.handler(incoming)
    }

    // MARK: - What the client wants

    private static func mediaType(of request: APIRequest, on route: Route) throws(APIError) -> String {
        let offered = route.mediaTypes
        let accepted = MediaType.chosen(from: offered, accept: request.headers[.accept])
        // Pages, probes and ingestion answer everybody, whatever their clients claim to accept.
        if route.access == .public { return accepted ?? offered.first ?? MediaType.json }
        if let format = request.query["format"], !route.query.contains(where: { $0.name == "format" }) {
            guard let chosen = MediaType.chosen(from: offered, format: format) else { throw .notFound() }
            return chosen
        }
        guard let accepted = accepted ?? (offered.isEmpty ? MediaType.json : nil) else { throw .notAcceptable }
        return accepted
    }

    // MARK: - Who it is

    private func identify(_ request: inout APIRequest, _ body: inout ReceivedBody, on route: Route) async throws {
        guard let credential = await credential(of: request, &body, on: route) else { throw APIError.notAuthenticated }
        let principal = try await credential.principal(access.authenticator)
        try route.access.admit(principal, isBelowProject: route.mount == .project)
        if route.mount == .project {
            let address = ProjectAddress(projects: access.projects, users: access.users)
            let project = try await address.project(request.parameters["project_id"], of: request, for: principal)
            request.addressed = project
        }
        try route.access.requireScope(of: principal)
        if let limiter, configuration.isLimited(project: request.addressed?.id),
            let seconds = limiter.secondsToWait(keyHash: principal.keyHash, throttle: route.limits.throttle)
        {
            throw APIError.throttled(seconds: seconds)
        }
        request.caller = principal
    }

    /// The first place that holds a key decides.
    private func credential(
        of request: APIRequest,
        _ body: inout ReceivedBody,
        on route: Route
    ) async -> Credential? {
        if let credential = Credential(authorization: request.headers[.authorization]) { return credential }
        if route.mayHoldKeyInBody, let credential = Credential(body: try? await body.content()) { return credential }
        return Credential(query: request.query)
    }

    // MARK: - What it sends

    private func read(_ body: inout ReceivedBody, into request: inout APIRequest, on route: Route) async throws {
        switch route.body {
        case .none, .stream: break
        case .json(let schema): request.body = try schema.validated(try await body.content())
        case .bytes(let mediaTypes):
            if !mediaTypes.isEmpty, let type = body.mediaType, !mediaTypes.contains(type) {
                throw APIError.unsupportedMediaType(type)
            }
            request.bytes = try await body.bytes()
        }
    }
}

extension Route {
    /// What a client can choose from.
    var mediaTypes: [String] { answers.first { !$0.contents.isEmpty }?.contents.map(\.mediaType) ?? [] }

    /// Whether a body may be read before the caller is known.
    fileprivate var mayHoldKeyInBody: Bool {
        switch body {
        case .json, .none: method != .get && method != .delete
        case .bytes, .stream: false
        }
    }
}
