import Access

extension AccessError: APIErrorConvertible {
    var apiError: APIError {
        switch self {
        case .invalidScope: .validation(description, attribute: "scopes")
        case .scopesEmpty: .validation(description, code: "empty", attribute: "scopes")
        case .labelBlank: .validation(description, code: "blank", attribute: "label")
        case .labelTooLong: .validation(description, code: "max_length", attribute: "label")
        case .labelTaken: .validation(description, code: "unique", attribute: "label")
        case .projectsNotYours: .validation(description, attribute: "scoped_teams")
        case .invalidOrganization, .organizationsNotYours:
            .validation(description, attribute: "scoped_organizations")
        case .nameBlank: .validation(description, code: "blank", attribute: "name")
        case .nameTooLong: .validation(description, code: "max_length", attribute: "name")
        case .invalidTimezone: .validation(description, code: "invalid_choice", attribute: "timezone")
        case .testAccountFiltersNotAList: .validation(description, attribute: "test_account_filters")
        case .malformedSecret: .validation(description)
        case .projectNotFound: .notFound("Project not found.")
        case .organizationNotFound: .notFound(description)
        case .projectOutsideKey, .organizationOutsideKey, .projectNotAccessible: .permissionDenied(description)
        }
    }
}
