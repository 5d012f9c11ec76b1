public import GRDB
public import JSON

/// A JSON value in a text column, members in their own order and numbers with their digits.
///
/// Needed because a record that is `Codable` would otherwise store its JSON through `JSONEncoder`, which keeps neither.
public struct JSONColumn: Hashable, Sendable {
    public var value: JSONValue

    public init(_ value: JSONValue) {
        self.value = value
    }
}

extension JSONColumn: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { value.text().databaseValue }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> JSONColumn? {
        String.fromDatabaseValue(value).flatMap { try? JSONValue(parsing: $0) }.map(JSONColumn.init)
    }
}

extension JSONColumn: Codable {
    public init(from decoder: any Decoder) throws {
        self.init(try JSONValue(parsing: decoder.singleValueContainer().decode(String.self)))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value.text())
    }
}
