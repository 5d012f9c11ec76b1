import HTTPTypes
import Ingestion

extension CaptureError {
    /// The status under which clients know the refusal.
    var status: HTTPResponse.Status {
        switch self {
        case .noEvents, .emptyEventName, .missingDistinctID, .unreadable, .undecodable: .badRequest
        case .missingToken, .inconsistentTokens, .invalidToken: .unauthorized
        case .unsupportedEncoding: .unsupportedMediaType
        case .tooLarge: .contentTooLarge
        case .overloaded: .serviceUnavailable
        }
    }
}

extension CaptureError: APIErrorConvertible {
    var apiError: APIError {
        let kind: APIError.Kind =
            switch status.kind {
            case .serverError: .server
            case _ where status == .unauthorized: .authentication
            default: .invalidRequest
            }
        return APIError(status, kind, code: label, description)
    }
}
