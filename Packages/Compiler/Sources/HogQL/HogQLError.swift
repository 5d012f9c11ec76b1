/// A problem in a HogQL text, and the part of the text that caused it.
///
/// Every stage of the compiler throws this one type, so that a caller can always point at the text.
public struct HogQLError: Error, Hashable, Sendable {
    /// A stable name for the kind of problem; clients may switch on it.
    public enum Code: String, Hashable, Sendable {
        case syntax = "hogql_syntax_error"
        case query = "hogql_query_error"
        case unknownTable = "hogql_unknown_table"
        case unknownField = "hogql_unknown_field"
        case ambiguousField = "hogql_ambiguous_field"
        case unknownFunction = "hogql_unknown_function"
        case argumentCount = "hogql_argument_count"
        case placeholder = "hogql_placeholder"
        case filter = "hogql_filter"
        case unsupported = "hogql_unsupported"
        case tooDeep = "hogql_too_deep"
        case tooLong = "hogql_too_long"
    }

    /// What the error says, behind one reference: functions that may throw keep a place for an error on the stack, and
    /// the parser calls itself.
    private final class Details: Hashable, Sendable {
        let code: Code
        let message: String
        let range: SourceRange?
        let hint: String?

        init(_ code: Code, _ message: String, _ range: SourceRange?, _ hint: String?) {
            self.code = code
            self.message = message
            self.range = range
            self.hint = hint
        }

        static func == (left: Details, right: Details) -> Bool {
            left.code == right.code && left.message == right.message && left.range == right.range
                && left.hint == right.hint
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(code)
            hasher.combine(message)
            hasher.combine(range)
        }
    }

    private let details: Details

    public init(_ code: Code, _ message: String, at range: SourceRange?, hint: String? = nil) {
        details = Details(code, message, range, hint)
    }

    public var code: Code { details.code }
    /// One line: what is wrong, and what to do if that is known.
    public var message: String { details.message }
    /// The UTF-8 offsets into the text; nil when the problem has no place in it.
    public var range: SourceRange? { details.range }
    /// What to try instead, when we can tell: the nearest name.
    public var hint: String? { details.hint }
}

/// UTF-8 offsets into a HogQL text.
public typealias SourceRange = Range<Int>

/// A place in a text as people count: from one, columns in Unicode code points.
public struct SourcePosition: Hashable, Sendable {
    public let line: Int
    public let column: Int

    public init(of offset: Int, in source: String) {
        let before = source.utf8.prefix(offset)
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { before.index(after: $0) } ?? before.startIndex
        line = before.count { $0 == UInt8(ascii: "\n") } + 1
        // A continuation byte (10xxxxxx) is part of the code point before it.
        column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
    }
}

extension HogQLError {
    /// The message, the hint and the place: `Unknown table `x`. (line 1, column 15)`.
    public func description(in source: String) -> String {
        let text = hint.map { "\(message) \($0)" } ?? message
        guard let range else { return text }
        let position = SourcePosition(of: range.lowerBound, in: source)
        return "\(text) (line \(position.line), column \(position.column))"
    }
}
