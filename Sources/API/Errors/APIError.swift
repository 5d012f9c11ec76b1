public import HTTPTypes
public import JSON

/// An answer that is not what the client asked for, in the one shape all of them have.
///
/// On the wire: `{"type", "code", "detail", "attr"}`, then the extra keys that PostHog's own body for the case has.
public struct APIError: Error, Hashable, Sendable {
    /// The broad kind of an error; each has its own range of statuses.
    public enum Kind: String, Sendable {
        case authentication = "authentication_error"
        case invalidRequest = "invalid_request"
        case server = "server_error"
        case throttled = "throttled_error"
        case validation = "validation_error"
    }

    public var status: HTTPResponse.Status
    public var kind: Kind
    /// A stable word for what is wrong; clients switch on it.
    public var code: String
    /// A sentence for people.
    public var detail: String
    /// The field of the body or the parameter that is wrong, nested names joined with two underscores.
    public var attribute: String?
    /// Members of the body beside the four that every error has.
    public var extra: JSONObject
    public var headers: HTTPFields

    public init(
        _ status: HTTPResponse.Status,
        _ kind: Kind,
        code: String,
        _ detail: String,
        attribute: String? = nil,
        extra: JSONObject = [:],
        headers: HTTPFields = [:]
    ) {
        self.status = status
        self.kind = kind
        self.code = code
        self.detail = detail
        self.attribute = attribute
        self.extra = extra
        self.headers = headers
    }

    /// The body of the answer.
    public var body: JSONValue {
        var members: JSONObject = [
            "type": .string(kind.rawValue), "code": .string(code), "detail": .string(detail),
            "attr": JSONValue(attribute),
        ]
        for (key, value) in extra { members[key] = value }
        return .object(members)
    }

    /// The same error about a field inside `name`.
    public func inside(_ name: String) -> APIError {
        var error = self
        error.attribute = attribute.map { "\(name)__\($0)" } ?? name
        return error
    }

    /// The same error with one more member in its body.
    public func adding(_ key: String, _ value: JSONValue) -> APIError {
        var error = self
        error.extra[key] = value
        return error
    }
}
