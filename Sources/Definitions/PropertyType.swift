/// How the values of a property are to be read; the raw value is PostHog's.
public enum PropertyType: String, Hashable, Sendable, CaseIterable {
    case string = "String"
    case numeric = "Numeric"
    case boolean = "Boolean"
    case dateTime = "DateTime"

    /// Whether a query reads the property differently for it; without a type, everything is read as text.
    var changesReading: Bool { self != .string }
}

/// What a property belongs to.
public enum PropertyOwner: Hashable, Sendable {
    case event
    case person
    /// A group of the type with that number.
    case group(Int)
}
