import HTTPTypes
import JSON
import Querying

extension QueryError: APIErrorConvertible {
    var apiError: APIError {
        switch self {
        case .language, .refused, .timedOut, .memoryLimit, .rowLimit, .tooLarge, .cancelled:
            .validation(message, code: code)
        case .tooManyQueries:
            APIError(.tooManyRequests, .throttled, code: code, message, headers: [.retryAfter: "1"])
        case .unavailable: .unavailable(message, code: code)
        case .failed: .internalFault
        }
    }
}
