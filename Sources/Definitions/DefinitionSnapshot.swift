/// What a compiler has to know about a project's data, at one moment.
public struct DefinitionSnapshot: Hashable, Sendable {
    /// Changes whenever anything else here does, also across restarts: a part of every cache key.
    public let version: Int
    /// The types of event properties that are not read as text.
    public let event: [String: PropertyType]
    /// The types of person properties that are not read as text.
    public let person: [String: PropertyType]
    /// The types of group properties that are not read as text, by the number of the group type.
    public let group: [Int: [String: PropertyType]]
    /// The number of each group type by its name.
    public let groupTypes: [String: Int]
}
