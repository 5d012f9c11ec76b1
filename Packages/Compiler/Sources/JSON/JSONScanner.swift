/// Walks over a JSON text without building values, for texts whose parts are passed on as they are.
///
/// What it has walked over is valid by the rules of ``JSONValue/init(parsing:maximumDepth:)``, and can be read by any
/// other reader of JSON: half a surrogate pair becomes U+FFFD and a number too large for a double becomes null, both
/// in place, so that offsets stay true.
///
/// ```swift
/// var scanner = try JSONScanner(body)
/// try scanner.enterObject()
/// while let key = try scanner.nextMember() {
///     let value = try scanner.scanValue()
/// }
/// ```
public struct JSONScanner: Sendable {
    /// A value in the text.
    public struct Value: Hashable, Sendable {
        public enum Kind: UInt8, Hashable, Sendable {
            case null, bool, number, string, array, object
        }

        public let kind: Kind
        /// Where it stands in ``JSONScanner/bytes``, quotes and brackets included.
        public let range: Range<Int>
        /// Whether a string is written without escapes, so that the bytes between its quotes are its text.
        public let isPlain: Bool
    }

    /// The text, repaired as far as the scanner has come.
    public internal(set) var bytes: [UInt8]
    public internal(set) var position = 0
    private let maximumDepth: Int
    private var depth = 0
    /// Whether the next member or element is the first of its container, so that no comma comes before it.
    private var isFirst = false

    /// Takes a text, which must be UTF-8.
    public init(_ text: [UInt8], maximumDepth: Int = JSONValue.defaultMaximumDepth) throws(JSONError) {
        bytes = text
        self.maximumDepth = maximumDepth
        if let offset = Self.invalidOffset(in: text) { throw error("Invalid UTF-8", at: offset) }
        skipBlanks()
    }

    private static func invalidOffset(in text: [UInt8]) -> Int? {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: text.span)
            return nil
        } catch {
            return error.byteOffsets.lowerBound
        }
    }

    // MARK: - Walking

    /// What kind of value comes next; nil when none can.
    public var nextKind: Value.Kind? {
        switch current {
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .bool
        case UInt8(ascii: "n"): .null
        case UInt8(ascii: "-"), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): .number
        default: nil
        }
    }

    /// Steps into the object that comes next.
    public mutating func enterObject() throws(JSONError) { try enter(UInt8(ascii: "{")) }

    /// Steps into the array that comes next.
    public mutating func enterArray() throws(JSONError) { try enter(UInt8(ascii: "[")) }

    /// The name of the next member of the object stepped into, or nil when it has ended; its value comes next.
    public mutating func nextMember() throws(JSONError) -> Value? {
        guard try hasNext(before: UInt8(ascii: "}")) else { return nil }
        guard current == UInt8(ascii: "\"") else { throw error("Expecting property name enclosed in double quotes") }
        let name = try scanString()
        skipBlanks()
        guard consume(UInt8(ascii: ":")) else { throw error("Expecting ':' delimiter") }
        skipBlanks()
        return name
    }

    /// Whether the array stepped into has another element, which comes next.
    public mutating func nextElement() throws(JSONError) -> Bool { try hasNext(before: UInt8(ascii: "]")) }

    /// Walks over the value that comes next.
    public mutating func scanValue() throws(JSONError) -> Value {
        let start = position
        guard let kind = nextKind else { throw error("Expecting value") }
        switch kind {
        case .object:
            try enterObject()
            while try nextMember() != nil { _ = try scanValue() }
        case .array:
            try enterArray()
            while try nextElement() { _ = try scanValue() }
        case .string: return try scanString()
        case .number: return try scanNumber()
        case .bool: try scanWord(current == UInt8(ascii: "t") ? "true" : "false")
        case .null: try scanWord("null")
        }
        return Value(kind: kind, range: start..<position, isPlain: true)
    }

    /// Makes sure that nothing but blanks is left.
    public mutating func finish() throws(JSONError) {
        skipBlanks()
        guard position == bytes.count else { throw error("Extra data") }
    }

    private mutating func enter(_ bracket: UInt8) throws(JSONError) {
        guard consume(bracket) else { throw error("Expecting value") }
        depth += 1
        guard depth <= maximumDepth else { throw error("Nested deeper than \(maximumDepth) levels") }
        isFirst = true
    }

    private mutating func hasNext(before bracket: UInt8) throws(JSONError) -> Bool {
        skipBlanks()
        if consume(bracket) {
            depth -= 1
            isFirst = false
            return false
        }
        if !isFirst {
            guard consume(UInt8(ascii: ",")) else { throw error("Expecting ',' delimiter") }
            skipBlanks()
        }
        isFirst = false
        return true
    }
}

// MARK: - Reading what was found

extension JSONScanner {
    /// The text of a string, escapes resolved; the JSON itself of any other value.
    public func text(of value: Value) -> String {
        guard value.kind == .string else { return String(decoding: bytes[value.range], as: UTF8.self) }
        if value.isPlain { return String(decoding: bytes[value.range].dropFirst().dropLast(), as: UTF8.self) }
        return self.value(of: value).stringValue ?? ""
    }

    /// A value as a tree.
    public func value(of value: Value) -> JSONValue {
        // The range was scanned by the same rules, so it cannot fail to be read.
        (try? JSONValue(parsing: bytes[value.range])) ?? .null
    }

    /// Whether a value is the string `text`, without making a string of it.
    public func isString(_ value: Value, _ text: StaticString) -> Bool {
        guard value.kind == .string else { return false }
        guard value.isPlain else { return self.text(of: value) == text.description }
        let count = text.utf8CodeUnitCount
        guard value.range.count == count + 2 else { return false }
        return bytes[value.range].dropFirst().dropLast()
            .elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: count))
    }
}

// MARK: - Bytes

extension JSONScanner {
    var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func consume(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        position += 1
        return true
    }

    mutating func skipBlanks() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    func error(_ reason: String) -> JSONError { error(reason, at: position) }

    func error(_ reason: String, at offset: Int) -> JSONError {
        bytes.withUnsafeBufferPointer { JSONError(reason, at: offset, in: $0) }
    }
}
