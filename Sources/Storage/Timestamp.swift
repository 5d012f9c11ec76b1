public import GRDB

/// A moment in UTC, exact to the microsecond: what every time in the database and in an answer is.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Since 1970-01-01T00:00:00Z; negative before.
    public let microseconds: Int64

    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    public init(milliseconds: Int64) {
        self.init(microseconds: milliseconds * 1000)
    }

    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }
}

// MARK: - Arithmetic

extension Timestamp {
    public static func + (time: Timestamp, duration: Duration) -> Timestamp {
        Timestamp(microseconds: time.microseconds + duration.microseconds)
    }

    public static func - (time: Timestamp, duration: Duration) -> Timestamp {
        Timestamp(microseconds: time.microseconds - duration.microseconds)
    }

    /// The time that passed from `right` to `left`.
    public static func - (left: Timestamp, right: Timestamp) -> Duration {
        .microseconds(left.microseconds - right.microseconds)
    }
}

extension Duration {
    fileprivate var microseconds: Int64 {
        components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
    }
}

// MARK: - Text

extension Timestamp: CustomStringConvertible {
    /// ISO 8601 in UTC with `Z`; six digits of microseconds, or none when they are zero.
    public var iso8601: String {
        let time = CalendarTime(self)
        var text: [UInt8] = []
        text.reserveCapacity("2026-03-01T10:00:00.123456Z".utf8.count)
        text.append(time.year, digits: 4)
        text.append(time.month, digits: 2, after: "-")
        text.append(time.day, digits: 2, after: "-")
        text.append(time.hour, digits: 2, after: "T")
        text.append(time.minute, digits: 2, after: ":")
        text.append(time.second, digits: 2, after: ":")
        if time.microsecond != 0 { text.append(time.microsecond, digits: 6, after: ".") }
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    public var description: String { iso8601 }
}

extension [UInt8] {
    /// Appends decimal digits, with zeros in front if the number has fewer than that.
    fileprivate mutating func append(_ number: Int, digits: Int, after separator: Unicode.Scalar? = nil) {
        if let separator { append(UInt8(ascii: separator)) }
        if number < 0 { append(UInt8(ascii: "-")) }
        let start = endIndex
        var rest = number.magnitude
        while rest > 0 || endIndex < start + digits {
            insert(UInt8(ascii: "0") + UInt8(rest % 10), at: start)
            rest /= 10
        }
    }
}

// MARK: - Storing

extension Timestamp: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { microseconds.databaseValue }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> Timestamp? {
        Int64.fromDatabaseValue(value).map(Timestamp.init(microseconds:))
    }
}

extension Timestamp: Codable {
    public init(from decoder: any Decoder) throws {
        self.init(microseconds: try decoder.singleValueContainer().decode(Int64.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(microseconds)
    }
}
