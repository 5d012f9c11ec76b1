/// How the HTTP server behaves.
public struct APIConfiguration: Sendable {
    public var host: String
    /// 0 lets the system choose one.
    public var port: Int
    /// The address under which clients reach the server, when a proxy makes it another than the one they call:
    /// `https://hog.example.com`, without a slash at its end.
    public var publicURL: String?
    /// The largest body of a request on routes that do not say otherwise.
    public var bodyBytes: Int
    /// Whether requests are counted and refused beyond the rates of ``Throttle``.
    public var hasRateLimits: Bool
    /// Projects whose requests are not counted.
    public var unlimitedProjects: Set<Int>
    /// The web pages that may call `/api/` from a browser.
    public var origins: AllowedOrigins
    /// Connections on which nothing happens are closed after so many seconds.
    public var idleSeconds: Int64

    public init(
        host: String = "127.0.0.1",
        port: Int = 8000,
        publicURL: String? = nil,
        bodyBytes: Int = 20 << 20,
        hasRateLimits: Bool = false,
        unlimitedProjects: Set<Int> = [],
        origins: AllowedOrigins = .all,
        idleSeconds: Int64 = 120
    ) {
        self.host = host
        self.port = port
        self.publicURL = publicURL
        self.bodyBytes = bodyBytes
        self.hasRateLimits = hasRateLimits
        self.unlimitedProjects = unlimitedProjects
        self.origins = origins
        self.idleSeconds = idleSeconds
    }

    func isLimited(project: Int?) -> Bool {
        project.map { !unlimitedProjects.contains($0) } ?? true
    }
}

/// Which web pages may call `/api/` from a browser.
public enum AllowedOrigins: Hashable, Sendable {
    case none
    case all
    /// Pages of these origins, each written like `https://app.example.com`.
    case only(Set<String>)
}
