/// Why a request with events is refused, in the words PostHog's clients know.
public enum CaptureError: Error, Hashable, Sendable {
    case noEvents
    case emptyEventName
    case missingDistinctID
    case missingToken
    case inconsistentTokens
    case invalidToken(TokenFault)
    case unreadable(reason: String)
    case undecodable(reason: String)
    case unsupportedEncoding(String)
    case tooLarge(limit: Int)
    /// The log is full, or cannot be written; the client should try again.
    case overloaded

    public enum TokenFault: String, Hashable, Sendable {
        case empty
        case tooLong = "too_long"
        case notASCII = "not_ascii"
        case personalKey = "personal_api_key"
        case nullByte = "null_byte"
    }
}

extension CaptureError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noEvents: "request holds no event"
        case .emptyEventName: "event submitted with an empty event name"
        case .missingDistinctID: "event submitted without a distinct_id"
        case .missingToken: "event submitted without an api_key"
        case .inconsistentTokens: "batch submitted with inconsistent api_key values"
        case .invalidToken(let fault): "API key is not valid: \(fault.rawValue)"
        case .unreadable(let reason): "failed to parse request: \(reason)"
        case .undecodable(let reason): "failed to decode request: \(reason)"
        case .unsupportedEncoding(let name): "failed to decode request: unsupported encoding \(name)"
        case .tooLarge(let limit): "request is larger than \(limit) bytes"
        case .overloaded: "transient error, please retry"
        }
    }

    /// A short name for counting.
    public var label: String {
        switch self {
        case .noEvents: "no_events"
        case .emptyEventName: "empty_event_name"
        case .missingDistinctID: "missing_distinct_id"
        case .missingToken: "missing_token"
        case .inconsistentTokens: "inconsistent_tokens"
        case .invalidToken: "invalid_token"
        case .unreadable: "unreadable"
        case .undecodable: "undecodable"
        case .unsupportedEncoding: "unsupported_encoding"
        case .tooLarge: "too_large"
        case .overloaded: "overloaded"
        }
    }
}
