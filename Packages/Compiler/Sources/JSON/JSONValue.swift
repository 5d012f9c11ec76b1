/// Any JSON text as a value: object keys keep their order, numbers keep their digits.
public indirect enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

/// A JSON number by its digits, so that nothing is lost between reading and writing.
public struct JSONNumber: Hashable, Sendable {
    /// The number as JSON spells it, for example `-1.50e3`.
    public let text: String

    public init(_ value: some FixedWidthInteger) {
        text = String(value)
    }

    /// Makes a number of a finite double; nil for NaN and the infinities, which JSON cannot hold.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        let shortest = "\(value)"
        text = shortest.hasSuffix(".0") ? String(shortest.dropLast(2)) : shortest
    }

    /// Takes digits that the parser has already checked.
    init(checked text: String) {
        self.text = text
    }

    /// The value if it is a whole number written without fraction or exponent and fits.
    public var integer: Int64? { Int64(text) }

    /// The nearest double, which may be infinite for numbers out of range.
    public var double: Double { Double(text) ?? .nan }
}

// MARK: - Reading

extension JSONValue {
    public var isNull: Bool { self == .null }

    public var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }

    public var stringValue: String? { if case .string(let value) = self { value } else { nil } }

    public var numberValue: JSONNumber? { if case .number(let value) = self { value } else { nil } }

    /// The value if this is a whole number, see ``JSONNumber/integer``.
    public var integerValue: Int64? { numberValue?.integer }

    public var doubleValue: Double? { numberValue?.double }

    public var arrayValue: [JSONValue]? { if case .array(let value) = self { value } else { nil } }

    public var objectValue: JSONObject? { if case .object(let value) = self { value } else { nil } }

    /// The member of that name; nil when this is no object or has no such member.
    public subscript(key: String) -> JSONValue? { objectValue?[key] }

    /// What a client would call this value's type in a message: Python's names, as PostHog says them.
    public var typeName: String {
        switch self {
        case .null: "NoneType"
        case .bool: "bool"
        case .number(let number): number.text.contains { ".eE".contains($0) } ? "float" : "int"
        case .string: "str"
        case .array: "list"
        case .object: "dict"
        }
    }
}

// MARK: - Writing by hand

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByStringInterpolation,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(nilLiteral: ()) { self = .null }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int64) { self = .number(JSONNumber(value)) }
    public init(floatLiteral value: Double) { self = JSONValue(value) }
    public init(stringLiteral value: String) { self = .string(value) }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }

    public init(_ value: some FixedWidthInteger) { self = .number(JSONNumber(value)) }
    public init(_ value: Bool) { self = .bool(value) }
    public init(_ value: String) { self = .string(value) }
    public init(_ value: String?) { self = value.map { .string($0) } ?? .null }
    public init(_ value: Int?) { self = value.map { .number(JSONNumber($0)) } ?? .null }
    public init(_ values: [String]) { self = .array(values.map { .string($0) }) }
    /// A number, or null for what JSON cannot hold.
    public init(_ value: Double) { self = JSONNumber(value).map { .number($0) } ?? .null }
}
