import HTTPTypes
import Hummingbird

/// Tells browsers which pages may call the server, and answers their question before the call (the preflight).
///
/// Ingestion is called by the pages of any site, with cookies as PostHog's library sends them: the origin is mirrored.
/// Other routes need a key in a header anyway, so the origins that are allowed get no credentials.
struct CrossOriginMiddleware: RouterMiddleware {
    private static let exposed = "ETag, Retry-After, X-Request-Id"
    private static let methods = "GET, POST, PUT, PATCH, DELETE, OPTIONS"
    private static let ingestionMethods = "GET, POST, OPTIONS"
    private static let headers = "Authorization, Content-Type, X-Request-Id"

    private let origins: AllowedOrigins
    /// The patterns of the paths that are open to all.
    private let openPaths: Set<String>

    init(origins: AllowedOrigins, _ table: RouteTable) {
        self.origins = origins
        openPaths = table.openPatterns
    }

    func handle(
        _ request: Request,
        context: APIContext,
        next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard let origin = request.headers[.origin] else { return try await next(request, context) }
        let isOpen = context.endpointPath.map(openPaths.contains) ?? false
        let isPreflight = request.method == .options && request.headers[.accessControlRequestMethod] != nil
        var response = isPreflight ? Response(status: .noContent) : try await next(request, context)
        guard let allowed = allowedOrigin(for: origin, isOpen: isOpen) else { return response }
        response.headers[.accessControlAllowOrigin] = allowed
        if allowed != "*" { response.headers.addVary("Origin") }
        if isOpen { response.headers[.accessControlAllowCredentials] = "true" }
        guard isPreflight else {
            response.headers[.accessControlExposeHeaders] = Self.exposed
            return response
        }
        response.headers[.accessControlAllowMethods] = isOpen ? Self.ingestionMethods : Self.methods
        response.headers[.accessControlAllowHeaders] =
            request.headers[.accessControlRequestHeaders] ?? Self.headers
        response.headers[.accessControlMaxAge] = "86400"
        return response
    }

    private func allowedOrigin(for origin: String, isOpen: Bool) -> String? {
        if isOpen { return origin }
        return switch origins {
        case .none: nil
        case .all: "*"
        case .only(let listed): listed.contains(origin) ? origin : nil
        }
    }
}

extension HTTPFields {
    /// Adds a name to `Vary`, unless it is there.
    mutating func addVary(_ name: String) {
        guard let present = self[.vary] else {
            self[.vary] = name
            return
        }
        if !present.lowercased().contains(name.lowercased()) { self[.vary] = "\(present), \(name)" }
    }
}
