/// Why something can't be done with an endpoint; the description is what clients are told.
public enum EndpointError: Error, Hashable, Sendable {
    /// There is none of that name that this request may see.
    case notFound
    /// The endpoint has no such version.
    case versionNotFound(Int)
    /// The same, where it was to be run.
    case versionNotFoundToRun(Int, name: String, currentVersion: Int)
    case nameTaken
    /// A field that has to be there is not.
    case required(field: String)
    /// A field, or the request as a whole, is wrong.
    case invalid(field: String?, String)
    /// A number among the parameters of a run that is none, or too small.
    case badParameter(String, value: String)
    case offsetWithoutLimit
}

extension EndpointError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notFound: "Endpoint not found."
        case .versionNotFound(let version): "Version \(version) not found"
        case .versionNotFoundToRun(let version, let name, _): "Version \(version) not found for endpoint '\(name)'"
        case .nameTaken: "An endpoint with this name already exists for this team."
        case .required: "This field is required."
        case .invalid(_, let message): message
        case .badParameter(let name, let value): "Invalid \(name) parameter: \(value)"
        case .offsetWithoutLimit: "offset requires limit to be set"
        }
    }

    /// The field of the request that is wrong.
    public var field: String? {
        switch self {
        case .nameTaken: "name"
        case .required(let field): field
        case .invalid(let field, _): field
        default: nil
        }
    }
}
