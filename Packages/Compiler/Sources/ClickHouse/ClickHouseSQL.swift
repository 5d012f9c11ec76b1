/// A text for ClickHouse together with the values it takes as parameters.
///
/// Text and values cannot mix: in `"SELECT \(name) …"` the interpolated value becomes a typed parameter, and the only
/// ways to add text are a literal, ``identifier(_:)`` and the pieces of another `ClickHouseSQL`.
///
/// ```swift
/// let sql: ClickHouseSQL = "SELECT count() FROM events WHERE team_id = \(.int(7)) AND event = \(.string(name))"
/// // text: SELECT count() FROM events WHERE team_id = {p0:Int64} AND event = {p1:String}
/// ```
public struct ClickHouseSQL: Hashable, Sendable {
    /// A value and where the text wants it; its name in the text is `p` and its index.
    public struct Parameter: Hashable, Sendable {
        public let name: String
        public let value: ClickHouseValue
        /// The place of `{p0:Int64}` as UTF-8 offsets into the text.
        ///
        /// It is remembered rather than looked for, since a quoted name may hold the same characters.
        public let range: Range<Int>
    }

    /// The text, with `{p0:Int64}` where the parameters go.
    public private(set) var text: String
    public private(set) var parameters: [Parameter]

    public init() {
        text = ""
        parameters = []
    }

    /// Appends text that comes from the program, never from a user.
    public mutating func append(text fragment: String) {
        text += fragment
    }

    /// Appends a value as a parameter of its own type.
    public mutating func append(value: ClickHouseValue) {
        let name = "p\(parameters.count)"
        let start = text.utf8.count
        text += "{\(name):\(value.type)}"
        parameters.append(Parameter(name: name, value: value, range: start..<text.utf8.count))
    }

    /// Appends a name, quoted so that it can only be a name.
    public mutating func append(identifier: String) {
        text += Self.quoted(identifier)
    }

    /// Appends another piece; its parameters are numbered anew.
    public mutating func append(_ other: ClickHouseSQL) {
        for piece in other.pieces {
            switch piece {
            case .text(let fragment): text += fragment
            case .value(let value): append(value: value)
            }
        }
    }

    /// The text with every parameter replaced by what `literal` makes of its value.
    public func text(replacingParameters literal: (ClickHouseValue) -> String) -> String {
        guard !parameters.isEmpty else { return text }
        var result = ""
        for piece in pieces {
            switch piece {
            case .text(let fragment): result += fragment
            case .value(let value): result += literal(value)
            }
        }
        return result
    }

    /// The text between the parameters, and their values, in order.
    private var pieces: [Piece] {
        var pieces: [Piece] = []
        var start = text.startIndex
        for parameter in parameters {
            let end = text.utf8.index(text.startIndex, offsetBy: parameter.range.lowerBound)
            pieces.append(.text(text[start..<end]))
            pieces.append(.value(parameter.value))
            start = text.utf8.index(text.startIndex, offsetBy: parameter.range.upperBound)
        }
        pieces.append(.text(text[start...]))
        return pieces
    }

    private enum Piece {
        case text(Substring)
        case value(ClickHouseValue)
    }

    /// A name in back-ticks, with what would end them escaped.
    public static func quoted(_ identifier: String) -> String {
        var quoted = "`"
        for scalar in identifier.unicodeScalars {
            if scalar == "`" || scalar == "\\" { quoted.append("\\") }
            // A NUL would end the text where it is handed over as a C string.
            quoted.unicodeScalars.append(
                contentsOf: scalar == "\0" ? "\\0".unicodeScalars : String(scalar).unicodeScalars
            )
        }
        return quoted + "`"
    }
}

extension ClickHouseSQL: ExpressibleByStringInterpolation {
    public init(stringLiteral value: String) {
        self.init()
        text = value
    }

    public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.sql
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var sql = ClickHouseSQL()

        public init(literalCapacity: Int, interpolationCount: Int) {}

        public mutating func appendLiteral(_ literal: String) { sql.append(text: literal) }
        public mutating func appendInterpolation(_ value: ClickHouseValue) { sql.append(value: value) }
        public mutating func appendInterpolation(_ piece: ClickHouseSQL) { sql.append(piece) }
        public mutating func appendInterpolation(identifier: String) { sql.append(identifier: identifier) }
    }
}
