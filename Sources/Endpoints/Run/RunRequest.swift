public import JSON

/// What a client asks of a run, read from a body or a query string but not yet held against the endpoint.
public struct RunRequest: Hashable, Sendable {
    /// The words of every era for how fresh the answer has to be; the raw value is PostHog's.
    public enum Refresh: String, Hashable, Sendable, CaseIterable {
        case cache
        case blocking
        case force
        case forceBlocking = "force_blocking"
        case direct
        case async
        case lazyAsync = "lazy_async"
        case forceAsync = "force_async"
    }

    public var refresh = Refresh.cache
    /// The name by which the run can be asked about and cancelled.
    public var clientQueryID: String?
    public var variables: JSONObject = [:]
    public var filtersOverride: JSONObject?
    public var queryOverride: JSONObject?
    public var version: Int?
    public var limit: Int?
    public var offset: Int?
    public var isDebug = false

    public init() {}
}
