public import HTTPTypes

/// One operation of the API: what the router, the checks before the handler, and the OpenAPI document are built from.
public struct Route: Sendable {
    public typealias Handler = @Sendable (APIRequest) async throws -> APIResponse

    let method: HTTPRequest.Method
    let path: RoutePath
    let mount: Mount
    let access: RouteAccess
    let operation: Operation
    let query: [QueryParameter]
    let body: RouteBody
    let answers: [Answer]
    let limits: RouteLimits
    let handler: Handler

    /// Declares an operation.
    ///
    /// `path` is below the mount, for example `endpoints/{name}/run`, and is served with and without a slash at its
    /// end. Parameters of the query string that `query` does not list are not looked at. `answers` are the good ones
    /// (all errors share one shape); their media types are what a client can ask for.
    public init(
        _ method: HTTPRequest.Method,
        _ path: RoutePath,
        mount: Mount = .project,
        access: RouteAccess,
        operation: Operation,
        query: [QueryParameter] = [],
        body: RouteBody = .none,
        answers: [Answer],
        limits: RouteLimits = RouteLimits(),
        handler: @escaping Handler
    ) {
        self.method = method
        self.path = path
        self.mount = mount
        self.access = access
        self.operation = operation
        self.query = query
        self.body = body
        self.answers = answers
        self.limits = limits
        self.handler = handler
    }

    /// What a route is called in the OpenAPI document, and so in generated clients.
    public struct Operation: Hashable, Sendable {
        let id: String
        let summary: String
        let tag: String
        let details: String?

        public init(_ id: String, _ summary: String, tag: String, details: String? = nil) {
            self.id = id
            self.summary = summary
            self.tag = tag
            self.details = details
        }
    }
}

/// The routes of one resource.
public protocol ResourceRoutes: Sendable {
    var routes: [Route] { get }
}

/// What a route allows beside the rules that all share.
public struct RouteLimits: Hashable, Sendable {
    /// The largest body, nil for the server's default.
    public var bodyBytes: Int?
    /// Which rate limit counts the route.
    public var throttle: Throttle
    /// Which web pages may call the route from a browser.
    public var origins: Origins

    public init(bodyBytes: Int? = nil, throttle: Throttle = .standard, origins: Origins = .configured) {
        self.bodyBytes = bodyBytes
        self.throttle = throttle
        self.origins = origins
    }

    /// Which web pages may call a route.
    public enum Origins: Hashable, Sendable {
        /// Those of the server's configuration.
        case configured
        /// All, with credentials: ingestion, which the pages of any site call.
        case all
    }
}
