import HTTPTypes
public import JSON

/// The errors that any route may answer, with PostHog's words.
extension APIError {
    // MARK: - Who is asking

    public static let notAuthenticated = APIError(
        .unauthorized,
        .authentication,
        code: "not_authenticated",
        "Authentication credentials were not provided."
    )

    public static func authenticationFailed(
        _ detail: String = "Incorrect authentication credentials."
    ) -> APIError {
        APIError(.unauthorized, .authentication, code: "authentication_failed", detail)
    }

    public static func permissionDenied(
        _ detail: String = "You do not have permission to perform this action."
    ) -> APIError {
        APIError(.forbidden, .authentication, code: "permission_denied", detail)
    }

    // MARK: - What is asked for

    public static func notFound(_ detail: String = "Not found.") -> APIError {
        APIError(.notFound, .invalidRequest, code: "not_found", detail)
    }

    static func methodNotAllowed(_ method: HTTPRequest.Method, allowed: String) -> APIError {
        APIError(
            .methodNotAllowed,
            .invalidRequest,
            code: "method_not_allowed",
            "Method \"\(method.rawValue)\" not allowed.",
            headers: [.allow: allowed]
        )
    }

    public static let notAcceptable = APIError(
        .notAcceptable,
        .invalidRequest,
        code: "not_acceptable",
        "Could not satisfy the request Accept header."
    )

    public static func unsupportedMediaType(_ type: String) -> APIError {
        APIError(
            .unsupportedMediaType,
            .invalidRequest,
            code: "unsupported_media_type",
            "Unsupported media type \"\(type)\" in request."
        )
    }

    public static func bodyTooLarge(limit: Int) -> APIError {
        APIError(
            .contentTooLarge,
            .invalidRequest,
            code: "request_too_large",
            "The request body is larger than the \(limit) bytes that are allowed here."
        )
    }

    /// A body whose framing is wrong, or that ended before its announced end.
    public static var brokenBody: APIError { .unparsable("The request body is broken or ended early.") }

    public static func badJSON(_ error: JSONError) -> APIError {
        .unparsable("JSON parse error - \(error)")
    }

    /// A body whose format is broken.
    public static func unparsable(_ detail: String) -> APIError {
        APIError(.badRequest, .invalidRequest, code: "parse_error", detail)
    }

    /// A value that breaks a rule; `code` is the rule's name.
    public static func validation(
        _ detail: String,
        code: String = "invalid_input",
        attribute: String? = nil
    ) -> APIError {
        APIError(.badRequest, .validation, code: code, detail, attribute: attribute)
    }

    /// A change that does not fit the current state; the body gets `extra` beside the envelope.
    public static func conflict(_ detail: String, code: String = "conflict", extra: JSONObject = [:]) -> APIError {
        APIError(.conflict, .server, code: code, detail, extra: extra)
    }

    // MARK: - Not now

    /// Too many requests; `seconds` is when to try again.
    public static func throttled(seconds: Int) -> APIError {
        APIError(
            .tooManyRequests,
            .throttled,
            code: "throttled",
            "Request was throttled. Expected available in \(seconds) second\(seconds == 1 ? "" : "s").",
            headers: [.retryAfter: String(seconds)]
        )
    }

    /// Something we need does not answer; `retryAfter` is in seconds.
    public static func unavailable(_ detail: String, code: String = "error", retryAfter: Int = 5) -> APIError {
        APIError(
            .serviceUnavailable,
            .server,
            code: code,
            detail,
            headers: [.retryAfter: String(retryAfter)]
        )
    }

    /// Our own fault; nothing of the cause reaches the client.
    public static let internalFault = APIError(
        .internalServerError,
        .server,
        code: "error",
        "A server error occurred."
    )
}
