import ClickHouse
public import JSON

/// A column of an endpoint's answer, as its readers need to know it.
public struct EndpointColumn: Hashable, Sendable {
    /// How coarse a type is told; the raw value is PostHog's.
    public enum Kind: String, Hashable, Sendable {
        case integer, float, string, datetime, date, boolean, array, json, unknown
    }

    public let name: String
    public let kind: Kind

    init(name: String, type: ClickHouseType?) {
        self.name = name
        kind = type.map(Kind.init) ?? .unknown
    }

    /// Reads `{"name", "type"}`.
    init?(_ json: JSONValue) {
        guard let name = json["name"]?.stringValue else { return nil }
        self.name = name
        kind = json["type"]?.stringValue.flatMap(Kind.init) ?? .unknown
    }

    public var json: JSONValue { ["name": .string(name), "type": .string(kind.rawValue)] }
}

extension EndpointColumn.Kind {
    init(_ type: ClickHouseType) {
        self =
            switch type.base {
            case .bool: .boolean
            case .int, .uint: .integer
            case .float, .decimal: .float
            case .string, .fixedString, .uuid: .string
            case .date, .date32: .date
            case .dateTime, .dateTime64: .datetime
            case .array: .array
            case .tuple, .map, .json: .json
            case .nothing, .other, .nullable, .lowCardinality: .unknown
            }
    }
}
