/// What is wrong with a key, a project or a request for either; the description is what clients are told.
public enum AccessError: Error, Hashable, Sendable {
    /// A scope that does not exist, as it was written.
    case invalidScope(String)
    case scopesEmpty
    case labelBlank
    case labelTooLong(limit: Int)
    /// A key of the project that has this label exists.
    case labelTaken(String)
    /// The key is to be limited to a project that its user does not have.
    case projectsNotYours
    /// The key is to be limited to something that is no organization's id.
    case invalidOrganization
    case organizationsNotYours
    case nameBlank
    case nameTooLong(limit: Int)
    /// A name that the time zone database does not have.
    case invalidTimezone(String)
    case testAccountFiltersNotAList
    /// A key or token given for the first start that does not look like one.
    case malformedSecret(prefix: String)
    case projectNotFound(Int)
    /// The key is limited to other projects.
    case projectOutsideKey(Int)
    /// The key is limited to other organizations.
    case organizationOutsideKey(String)
    /// The user is in no organization that has the project.
    case projectNotAccessible
    case organizationNotFound
}

extension AccessError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .invalidScope(let scope): "Invalid scope: \(scope)"
        case .scopesEmpty: "This list may not be empty."
        case .labelBlank, .nameBlank: "This field may not be blank."
        case .labelTooLong(let limit), .nameTooLong(let limit):
            "Ensure this field has no more than \(limit) characters."
        case .labelTaken: "A key with this label already exists in this project."
        case .projectsNotYours: "You must be a member of all teams that you are scoping the key to."
        case .invalidOrganization: "Invalid organization UUID"
        case .organizationsNotYours: "You must be a member of all organizations that you are scoping the key to."
        case .invalidTimezone(let name): "\"\(name)\" is not a valid choice."
        case .testAccountFiltersNotAList: "Must provide a list of filters."
        case .malformedSecret(let prefix):
            "A value starting with \(prefix), followed by at least \(Secret.minimumLength) letters, digits or underscores, is needed."
        case .projectNotFound(let id): "There is no project \(id)."
        case .projectOutsideKey(let id): "API key does not have access to the requested project: ID \(id)."
        case .organizationOutsideKey(let id): "API key does not have access to the requested organization: ID \(id)."
        case .projectNotAccessible: "You don't have access to the project."
        case .organizationNotFound: "Organization not found."
        }
    }
}
