import JSON

/// Who asks for feature flags: all that a server without flags needs to know of such a request.
public struct FlagsRequest: Hashable, Sendable {
    public let token: String?
    /// Nil when the request names none, and empty when it names an empty one.
    public let distinctID: String?
}

/// Reads requests for feature flags, which come wrapped as events do.
public struct FlagsDecoder: Sendable {
    public init() {}

    public func request(of request: CaptureRequest) throws(CaptureError) -> FlagsRequest {
        let json = try PayloadDecoder(limit: request.limit).payload(of: request).json
        guard !json.isEmpty else {
            return FlagsRequest(token: request.query["token"], distinctID: request.query["distinct_id"])
        }
        do throws(JSONError) {
            var scanner = try JSONScanner(json)
            let members = try EventParts(&scanner, isOutermost: true)
            try scanner.finish()
            let text = { (value: JSONScanner.Value) in scanner.text(of: value) }
            return FlagsRequest(
                token: (members[.apiKey] ?? members[.token] ?? members[.dollarToken]).map(text)
                    ?? request.query["token"],
                distinctID: (members[.distinctID] ?? members[.dollarDistinctID]).map(text)
            )
        } catch {
            throw .unreadable(reason: error.description)
        }
    }
}
