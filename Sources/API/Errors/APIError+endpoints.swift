import Endpoints
import JSON

extension EndpointError: APIErrorConvertible {
    var apiError: APIError {
        switch self {
        case .notFound: .notFound(description)
        case .versionNotFound: .notFound(description).adding("error", .string(description))
        case .versionNotFoundToRun(_, _, let currentVersion):
            .notFound(description).adding("error", .string(description))
                .adding("current_version", JSONValue(currentVersion))
        case .nameTaken: .validation(description, code: "unique", attribute: field)
        case .required: .validation(description, code: "required", attribute: field)
        case .invalid: .validation(description, attribute: field)
        case .badParameter(let name, _):
            .validation(description, attribute: name).adding("error", .string(description))
        case .offsetWithoutLimit:
            .validation(description, attribute: "offset").adding("error", .string(description))
        }
    }
}
