/// A ClickHouse data type, as `DESCRIBE` and `toTypeName` spell it.
public indirect enum ClickHouseType: Hashable, Sendable {
    case bool
    /// `Int8` … `Int256`.
    case int(bits: Int)
    /// `UInt8` … `UInt256`.
    case uint(bits: Int)
    case float(bits: Int)
    case decimal(precision: Int, scale: Int)
    case string
    case fixedString(length: Int)
    case uuid
    case date
    case date32
    /// `DateTime`, with its time zone if it names one.
    case dateTime(timezone: String?)
    case dateTime64(precision: Int, timezone: String?)
    case json
    case array(ClickHouseType)
    case tuple([TupleElement])
    case map(key: ClickHouseType, value: ClickHouseType)
    case nullable(ClickHouseType)
    case lowCardinality(ClickHouseType)
    /// The type of the literal NULL.
    case nothing
    /// A type whose inside does not matter here (`Enum8('a' = 1)`, `AggregateFunction(…)`, `IntervalDay`), by its name.
    case other(String)

    /// An element of a tuple, named or not.
    public struct TupleElement: Hashable, Sendable {
        public let name: String?
        public let type: ClickHouseType

        public init(name: String? = nil, type: ClickHouseType) {
            self.name = name
            self.type = type
        }
    }
}

// MARK: - Questions

extension ClickHouseType {
    /// Whether a value of this type can be NULL.
    public var isNullable: Bool {
        switch self {
        case .nullable, .nothing: true
        case .lowCardinality(let inner): inner.isNullable
        default: false
        }
    }

    /// The type without `Nullable` and `LowCardinality` around it.
    public var base: ClickHouseType {
        switch self {
        case .nullable(let inner), .lowCardinality(let inner): inner.base
        default: self
        }
    }

    /// The type that also takes NULL; arrays, maps and tuples stay what they are, as ClickHouse demands.
    public var asNullable: ClickHouseType {
        switch self {
        case .array, .map, .tuple, .nothing, .nullable, .json: self
        case .lowCardinality(let inner): .lowCardinality(inner.asNullable)
        default: .nullable(self)
        }
    }

    public var isNumeric: Bool {
        switch base {
        case .int, .uint, .float, .decimal: true
        default: false
        }
    }

    public var isInteger: Bool {
        switch base {
        case .int, .uint: true
        default: false
        }
    }

    /// Whether this is a point in time; a date is none.
    public var isDateTime: Bool {
        switch base {
        case .dateTime, .dateTime64: true
        default: false
        }
    }

    public var isDate: Bool { base == .date || base == .date32 }
}

// MARK: - Names

extension ClickHouseType: CustomStringConvertible {
    public var description: String {
        switch self {
        case .bool: "Bool"
        case .int(let bits): "Int\(bits)"
        case .uint(let bits): "UInt\(bits)"
        case .float(let bits): "Float\(bits)"
        case .decimal(let precision, let scale): "Decimal(\(precision), \(scale))"
        case .string: "String"
        case .fixedString(let length): "FixedString(\(length))"
        case .uuid: "UUID"
        case .date: "Date"
        case .date32: "Date32"
        case .dateTime(let timezone): "DateTime" + (timezone.map { "('\($0)')" } ?? "")
        case .dateTime64(let precision, let timezone):
            "DateTime64(\(precision)" + (timezone.map { ", '\($0)'" } ?? "") + ")"
        case .json: "JSON"
        case .array(let element): "Array(\(element))"
        case .tuple(let elements):
            "Tuple(" + elements.map { ($0.name.map { $0 + " " } ?? "") + $0.type.description }.joined(separator: ", ")
                + ")"
        case .map(let key, let value): "Map(\(key), \(value))"
        case .nullable(let inner): "Nullable(\(inner))"
        case .lowCardinality(let inner): "LowCardinality(\(inner))"
        case .nothing: "Nullable(Nothing)"
        case .other(let name): name
        }
    }
}
