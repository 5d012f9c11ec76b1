public import JSON

/// What a batch of events shows about one project: names, and a value for each property.
public struct ObservedData: Hashable, Sendable {
    public private(set) var events: Set<String> = []
    public private(set) var properties: [PropertyOwner: [String: JSONValue]] = [:]

    public init() {}

    public mutating func note(event name: String) {
        events.insert(name)
    }

    /// Keeps the first value that says something about the property's type.
    public mutating func note(property name: String, of owner: PropertyOwner, value: @autoclosure () -> JSONValue) {
        let known = properties[owner, default: [:]][name]
        switch known {
        case .bool, .number, .string: return
        case nil, .null, .array, .object: properties[owner, default: [:]][name] = value()
        }
    }
}
