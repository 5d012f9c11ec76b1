public import Storage

/// A request with events as it came in, before anything is known about its form.
public struct CaptureRequest: Sendable {
    /// Decoded query parameters.
    public var query: [String: String]
    public var contentType: String
    public var contentEncoding: String
    public var body: [UInt8]
    /// When it arrived.
    public var receivedAt: Timestamp
    /// How large the JSON may be once it is unpacked, in bytes.
    public var limit: Int
    /// The name of an event that has none: `/engage` means `$identify`.
    public var defaultEventName: String?

    /// The limits of the routes for single events and for batches.
    public static let eventLimit = 2 * 1024 * 1024
    public static let batchLimit = 20 * 1024 * 1024

    public init(
        query: [String: String] = [:],
        contentType: String = "application/json",
        contentEncoding: String = "",
        body: [UInt8],
        receivedAt: Timestamp,
        limit: Int = eventLimit,
        defaultEventName: String? = nil
    ) {
        self.query = query
        self.contentType = contentType.lowercased()
        self.contentEncoding = contentEncoding.lowercased()
        self.body = body
        self.receivedAt = receivedAt
        self.limit = limit
        self.defaultEventName = defaultEventName
    }
}

/// The events of one request; all belong to the project of one token.
public struct CapturedBatch: Hashable, Sendable {
    public var token: String
    public var events: [CapturedEvent]
}
