import HTTPTypes
import Hummingbird
import JSON

/// A domain's error that knows what a client is told about it.
///
/// Each resource conforms its domain's errors in a file `APIError+<domain>.swift` of its own: statuses appear in this
/// target only.
protocol APIErrorConvertible: Error {
    var apiError: APIError { get }
}

extension APIError {
    /// What a client is told about `error`.
    init(_ error: any Error) {
        switch error {
        case let error as APIError: self = error
        case let error as any APIErrorConvertible: self = error.apiError
        case let error as JSONError: self = .badJSON(error)
        case let error as HTTPError where error.status == .notFound: self = .notFound("Endpoint not found.")
        case let error as HTTPError where error.status.kind == .clientError:
            self.init(error.status, .invalidRequest, code: "parse_error", error.body ?? error.status.reasonPhrase)
        case is CancellationError: self = .unavailable("The request was cancelled.", code: "request_cancelled")
        default: self = .internalFault
        }
    }
}
