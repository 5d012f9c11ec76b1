public import JSON
public import Storage

/// A value that queries of a project leave open, and what it is when nobody says otherwise.
public struct InsightVariable: Hashable, Sendable, Identifiable {
    /// The raw value is PostHog's.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case string = "String"
        case number = "Number"
        case boolean = "Boolean"
        case list = "List"
        case date = "Date"
    }

    public let id: String
    public let name: String
    /// How queries spell it: `{variables.code_name}`.
    ///
    /// It stays when the variable is renamed, since queries contain it.
    public let codeName: String
    public let kind: Kind
    public let defaultValue: JSONValue
    /// What a list may be set to, or null.
    public let values: JSONValue
    public let createdByID: Int?
    public let createdAt: Timestamp

    init(_ record: InsightVariableRecord) {
        id = record.id
        name = record.name
        codeName = record.codeName
        kind = Kind(rawValue: record.type) ?? .string
        defaultValue = record.defaultValue.value
        values = record.values.value
        createdByID = record.createdByID
        createdAt = record.createdAt
    }

    /// The name in lower case with an underscore for everything that is neither letter nor digit.
    public static func codeName(for name: String) -> String {
        String(name.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
    }
}

/// What can be chosen about a variable; nil leaves a value as it is, or takes the default for a new one.
public struct InsightVariableSettings: Hashable, Sendable {
    public var name: String?
    public var kind: InsightVariable.Kind?
    public var defaultValue: JSONValue?
    public var values: JSONValue?

    public init(
        name: String? = nil,
        kind: InsightVariable.Kind? = nil,
        defaultValue: JSONValue? = nil,
        values: JSONValue? = nil
    ) {
        self.name = name
        self.kind = kind
        self.defaultValue = defaultValue
        self.values = values
    }
}
