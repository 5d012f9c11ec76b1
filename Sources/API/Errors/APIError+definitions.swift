import Definitions

extension DefinitionError: APIErrorConvertible {
    var apiError: APIError {
        switch self {
        case .nameBlank: .validation(description, code: "blank", attribute: "name")
        case .nameTooLong: .validation(description, code: "max_length", attribute: "name")
        case .variableExists: .validation(description, code: "unique", attribute: "name")
        case .groupTypeIndexOutOfRange: .validation(description, attribute: "group_type_index")
        }
    }
}
