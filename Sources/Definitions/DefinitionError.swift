/// What is wrong with a definition or a variable; the description is what clients are told.
public enum DefinitionError: Error, Hashable, Sendable {
    case nameBlank
    case nameTooLong(limit: Int)
    /// A variable of the project has this code name.
    case variableExists(codeName: String)
    /// Not 0 to 4.
    case groupTypeIndexOutOfRange(Int)
}

extension DefinitionError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .nameBlank: "This field may not be blank."
        case .nameTooLong(let limit): "Ensure this field has no more than \(limit) characters."
        case .variableExists: "Variable with this code name already exists"
        case .groupTypeIndexOutOfRange: "Group type indexes go from 0 to \(GroupType.maximum - 1)."
        }
    }
}
