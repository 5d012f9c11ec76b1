/// Reads a JSON text by the letter of RFC 8259.
///
/// NaN, the infinities, invalid UTF-8, raw control characters in strings and text after the value are errors; half a
/// surrogate pair becomes U+FFFD, since clients cut strings in the middle of one.
struct JSONParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let maximumDepth: Int
    private var position = 0
    private var depth = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    mutating func parseText() throws(JSONError) -> JSONValue {
        skipBlanks()
        let value = try parseValue()
        skipBlanks()
        guard position == bytes.count else { throw error("Extra data") }
        return value
    }

    private mutating func parseValue() throws(JSONError) -> JSONValue {
        switch current {
        case UInt8(ascii: "{"): return .object(try parseObject())
        case UInt8(ascii: "["): return .array(try parseArray())
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
        case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
        case UInt8(ascii: "n"): return try parseWord("null", .null)
        case UInt8(ascii: "-"): return .number(try parseNumber())
        case .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return .number(try parseNumber())
        default: throw error("Expecting value")
        }
    }

    private mutating func parseObject() throws(JSONError) -> JSONObject {
        try descend()
        defer { depth -= 1 }
        var object = JSONObject()
        position += 1
        skipBlanks()
        if consume(UInt8(ascii: "}")) { return object }
        while true {
            guard current == UInt8(ascii: "\"") else {
                throw error("Expecting property name enclosed in double quotes")
            }
            let key = try parseString()
            skipBlanks()
            guard consume(UInt8(ascii: ":")) else { throw error("Expecting ':' delimiter") }
            skipBlanks()
            object[key] = try parseValue()
            skipBlanks()
            if consume(UInt8(ascii: "}")) { return object }
            guard consume(UInt8(ascii: ",")) else { throw error("Expecting ',' delimiter") }
            skipBlanks()
        }
    }

    private mutating func parseArray() throws(JSONError) -> [JSONValue] {
        try descend()
        defer { depth -= 1 }
        var elements: [JSONValue] = []
        position += 1
        skipBlanks()
        if consume(UInt8(ascii: "]")) { return elements }
        while true {
            elements.append(try parseValue())
            skipBlanks()
            if consume(UInt8(ascii: "]")) { return elements }
            guard consume(UInt8(ascii: ",")) else { throw error("Expecting ',' delimiter") }
            skipBlanks()
        }
    }

    private mutating func parseWord(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        let length = word.utf8CodeUnitCount
        guard position + length <= bytes.count,
            bytes[position..<position + length].elementsEqual(
                UnsafeBufferPointer(start: word.utf8Start, count: length)
            )
        else { throw error("Expecting value") }
        position += length
        return value
    }

    private mutating func parseNumber() throws(JSONError) -> JSONNumber {
        let start = position
        _ = consume(UInt8(ascii: "-"))
        if !consume(UInt8(ascii: "0")) { try parseDigits() }
        if consume(UInt8(ascii: ".")) { try parseDigits() }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            try parseDigits()
        }
        return JSONNumber(checked: String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func parseDigits() throws(JSONError) {
        let start = position
        while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > start else { throw error("Expecting value") }
    }

    private mutating func descend() throws(JSONError) {
        depth += 1
        guard depth <= maximumDepth else { throw error("Nested deeper than \(maximumDepth) levels") }
    }

    // MARK: - Strings

    private mutating func parseString() throws(JSONError) -> String {
        let start = position
        position += 1
        let plain = scanPlain()
        if consume(UInt8(ascii: "\"")) { return try text(plain) }
        var decoded = Array(bytes[plain])
        while true {
            switch current {
            case UInt8(ascii: "\""):
                position += 1
                guard let text = String(validating: decoded, as: UTF8.self) else {
                    throw JSONError("Invalid UTF-8", at: start, in: bytes)
                }
                return text
            case UInt8(ascii: "\\"):
                position += 1
                try parseEscape(into: &decoded)
            case nil:
                throw JSONError("Unterminated string starting at", at: start, in: bytes)
            case .some(let byte) where byte < 0x20:
                throw error("Invalid control character at")
            default:
                decoded.append(contentsOf: bytes[scanPlain()])
            }
        }
    }

    /// Passes over what stands for itself, and tells where that was.
    private mutating func scanPlain() -> Range<Int> {
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
            position += 1
        }
        return start..<position
    }

    private func text(_ range: Range<Int>) throws(JSONError) -> String {
        guard let text = String(validating: bytes[range], as: UTF8.self) else {
            throw JSONError("Invalid UTF-8", at: range.lowerBound, in: bytes)
        }
        return text
    }

    private mutating func parseEscape(into decoded: inout [UInt8]) throws(JSONError) {
        let escape = current
        position += 1
        switch escape {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(escape ?? 0)
        case UInt8(ascii: "b"): decoded.append(0x08)
        case UInt8(ascii: "f"): decoded.append(0x0C)
        case UInt8(ascii: "n"): decoded.append(0x0A)
        case UInt8(ascii: "r"): decoded.append(0x0D)
        case UInt8(ascii: "t"): decoded.append(0x09)
        case UInt8(ascii: "u"): decoded.append(contentsOf: String(try parseUnicodeEscape()).utf8)
        default:
            position -= 1
            throw error("Invalid \\escape")
        }
    }

    private mutating func parseUnicodeEscape() throws(JSONError) -> Character {
        let unit = try parseHexUnit()
        guard (0xD800...0xDBFF).contains(unit) else { return Character(Unicode.Scalar(unit) ?? "\u{FFFD}") }
        let afterFirst = position
        guard consume(UInt8(ascii: "\\")), consume(UInt8(ascii: "u")) else {
            position = afterFirst
            return "\u{FFFD}"
        }
        let second = try parseHexUnit()
        guard (0xDC00...0xDFFF).contains(second) else {
            position = afterFirst
            return "\u{FFFD}"
        }
        let scalar = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
        return Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")
    }

    private mutating func parseHexUnit() throws(JSONError) -> UInt16 {
        guard position + 4 <= bytes.count,
            bytes[position..<position + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt16(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw error("Invalid \\uXXXX escape") }
        position += 4
        return unit
    }

    // MARK: - Bytes

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func consume(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipBlanks() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private func error(_ reason: String) -> JSONError { JSONError(reason, at: position, in: bytes) }
}

extension JSONValue {
    /// How deep a text may nest before it is refused; a request can ask for less, not for more.
    public static let defaultMaximumDepth = 128

    /// Reads one JSON text.
    public init(
        parsing text: some Collection<UInt8>,
        maximumDepth: Int = defaultMaximumDepth
    ) throws(JSONError) {
        // A typed error cannot cross the closure of `withContiguousStorageIfAvailable`, so it is carried as a result.
        let read = { (bytes: UnsafeBufferPointer<UInt8>) -> Result<JSONValue, JSONError> in
            var parser = JSONParser(bytes, maximumDepth: maximumDepth)
            do throws(JSONError) { return .success(try parser.parseText()) } catch { return .failure(error) }
        }
        let result = text.withContiguousStorageIfAvailable(read) ?? Array(text).withUnsafeBufferPointer(read)
        self = try result.get()
    }

    /// Reads one JSON text.
    public init(parsing text: String, maximumDepth: Int = defaultMaximumDepth) throws(JSONError) {
        try self.init(parsing: Array(text.utf8), maximumDepth: maximumDepth)
    }
}
