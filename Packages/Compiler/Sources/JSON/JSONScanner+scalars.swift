extension JSONScanner {
    mutating func scanString() throws(JSONError) -> Value {
        let start = position
        var isPlain = true
        position += 1
        while true {
            position = endOfPlainText(from: position)
            switch current {
            case UInt8(ascii: "\""):
                position += 1
                return Value(kind: .string, range: start..<position, isPlain: isPlain)
            case UInt8(ascii: "\\"):
                isPlain = false
                try scanEscape()
            case nil:
                throw error("Unterminated string starting at", at: start)
            default:
                throw error("Invalid control character at")
            }
        }
    }

    /// Passes over what stands for itself in a string; most of a text is that, so eight bytes are looked at together.
    private func endOfPlainText(from start: Int) -> Int {
        bytes.withUnsafeBytes { bytes in
            var position = start
            while position + 8 <= bytes.count {
                let word = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
                if Self.hasSpecialByte(word) { break }
                position += 8
            }
            while position < bytes.count {
                let byte = bytes[position]
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
                position += 1
            }
            return position
        }
    }

    /// Whether one of eight bytes is a quote, a backslash or a control character.
    private static func hasSpecialByte(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
        let backslashes = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
        let hasQuote = (quotes &- ones) & ~quotes
        let hasBackslash = (backslashes &- ones) & ~backslashes
        let hasControl = (word &- (ones &* 0x20)) & ~word
        return (hasQuote | hasBackslash | hasControl) & highs != 0
    }

    private mutating func scanEscape() throws(JSONError) {
        position += 1
        guard let escape = current else { return }
        switch escape {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 1
        case UInt8(ascii: "u"):
            try scanUnicodeEscape()
        default:
            throw error("Invalid \\escape")
        }
    }

    /// Passes over `uXXXX`, and over the second half of a pair; a half alone is overwritten.
    private mutating func scanUnicodeEscape() throws(JSONError) {
        let start = position + 1
        let unit = try scanHexUnit()
        guard (0xD800...0xDFFF).contains(unit) else { return }
        let afterFirst = position
        if unit < 0xDC00, consume(UInt8(ascii: "\\")), current == UInt8(ascii: "u"),
            (0xDC00...0xDFFF).contains(try scanHexUnit())
        {
            return
        }
        position = afterFirst
        bytes.replaceSubrange(start..<start + 4, with: "fffd".utf8)
    }

    private mutating func scanHexUnit() throws(JSONError) -> UInt16 {
        position += 1
        guard position + 4 <= bytes.count else { throw error("Invalid \\uXXXX escape") }
        var unit: UInt16 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw error("Invalid \\uXXXX escape")
            }
            unit = unit << 4 | UInt16(digit)
        }
        position += 4
        return unit
    }

    mutating func scanNumber() throws(JSONError) -> Value {
        let start = position
        _ = consume(UInt8(ascii: "-"))
        if !consume(UInt8(ascii: "0")) { try scanDigits() }
        if consume(UInt8(ascii: ".")) { try scanDigits() }
        var mayOverflow = position - start > 300
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            try scanDigits()
            mayOverflow = true
        }
        if mayOverflow, isInfinite(start..<position) {
            // A number that overflows takes at least the five bytes of `1e309`.
            bytes.replaceSubrange(
                start..<position,
                with: Array("null".utf8) + repeatElement(UInt8(ascii: " "), count: position - start - 4)
            )
            return Value(kind: .null, range: start..<start + 4, isPlain: true)
        }
        return Value(kind: .number, range: start..<position, isPlain: true)
    }

    private func isInfinite(_ range: Range<Int>) -> Bool {
        Double(String(decoding: bytes[range], as: UTF8.self))?.isInfinite ?? true
    }

    private mutating func scanDigits() throws(JSONError) {
        let start = position
        while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > start else { throw error("Expecting value") }
    }

    mutating func scanWord(_ word: StaticString) throws(JSONError) {
        let length = word.utf8CodeUnitCount
        guard position + length <= bytes.count,
            bytes[position..<position + length].elementsEqual(
                UnsafeBufferPointer(start: word.utf8Start, count: length)
            )
        else { throw error("Expecting value") }
        position += length
    }
}
