/// A value that goes to ClickHouse as a parameter, never as text of the query.
public indirect enum ClickHouseValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case float(Double)
    case string(String)
    /// A value by its text in a type that has no case of its own here: `.typed("2026-01-31", .date)`.
    case typed(String, ClickHouseType)
    /// Elements of one type; `element` says which, since there may be none.
    case array([ClickHouseValue], element: ClickHouseType)
    case tuple([ClickHouseValue])

    /// The type under which the value is sent.
    public var type: ClickHouseType {
        switch self {
        case .null: .nullable(.string)
        case .bool: .bool
        case .int: .int(bits: 64)
        case .uint: .uint(bits: 64)
        case .float: .float(bits: 64)
        case .string: .string
        case .typed(_, let type): type
        case .array(_, let element): .array(element)
        case .tuple(let elements): .tuple(elements.map { .init(type: $0.type) })
        }
    }
}
