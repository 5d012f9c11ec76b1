/// Strings, quoted names and numbers.
extension Lexer {
    // MARK: - Quoted

    mutating func readString() {
        readQuoted(.string) { $0 == UInt8(ascii: "'") }
    }

    /// A back-ticked name takes `\'` and a double-quoted one `\"`.
    mutating func readQuotedName() {
        let extra = byte() == UInt8(ascii: "`") ? UInt8(ascii: "'") : UInt8(ascii: "\"")
        readQuoted(.quotedName) { $0 == extra }
    }

    private mutating func readQuoted(_ kind: Token.Kind, also isEscapable: (UInt8) -> Bool) {
        let start = position
        let quote = bytes[start]
        var end = start + 1
        while end < bytes.count {
            if bytes[end] == quote {
                guard end + 1 < bytes.count, bytes[end + 1] == quote else { break }
                end += 2
            } else if bytes[end] == UInt8(ascii: "\\") {
                guard let length = escapeLength(at: end + 1, also: isEscapable) else { return takeInvalid() }
                end += 1 + length
            } else {
                end += 1
            }
        }
        guard end < bytes.count else { return takeInvalid() }
        position = end + 1
        add(kind, start)
    }

    /// The bytes behind a backslash that belong to it; nil when it escapes nothing.
    func escapeLength(at index: Int, also isEscapable: (UInt8) -> Bool) -> Int? {
        guard index < bytes.count else { return nil }
        let byte = bytes[index]
        switch byte {
        case UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "r"), UInt8(ascii: "n"), UInt8(ascii: "t"),
            UInt8(ascii: "0"), UInt8(ascii: "a"), UInt8(ascii: "v"), UInt8(ascii: "\\"):
            return 1
        case UInt8(ascii: "x"):
            guard index + 2 < bytes.count, isHexDigit(bytes[index + 1]), isHexDigit(bytes[index + 2]) else {
                return nil
            }
            return 3
        default: return isEscapable(byte) ? 1 : nil
        }
    }

    // MARK: - Numbers

    mutating func readNumber() {
        let start = position
        switch (byte(), byte(1) | 0x20) {
        case (0x30, UInt8(ascii: "x")) where isHexDigit(byte(2)): return readHexadecimal()
        case (0x30, UInt8(ascii: "b")) where Self.isDigit(byte(2)): return readPrefixed(.binary, isBinaryDigit)
        case (0x30, UInt8(ascii: "o")) where Self.isDigit(byte(2)): return readPrefixed(.prefixedOctal, Self.isDigit)
        default: break
        }
        skipDigits()
        let digits = bytes[start..<position]
        if readExponent(after: position)
            || (byte() == UInt8(ascii: ".") && readExponent(after: endOfDigits(position + 1)))
        {
            return add(.float, start)
        }
        let isOctal = digits.count > 1 && digits.first == 0x30 && digits.allSatisfy { $0 < 0x38 }
        add(isOctal ? .octalDigits : .decimal, start)
    }

    /// `.5e3`; without an exponent the dot is a token of its own.
    mutating func readFraction() -> Bool {
        let start = position
        guard Self.isDigit(byte(1)), readExponent(after: endOfDigits(position + 1)) else { return false }
        add(.float, start)
        return true
    }

    private mutating func skipDigits() {
        position = endOfDigits(position)
    }

    private func endOfDigits(_ index: Int) -> Int {
        var end = index
        while end < bytes.count, Self.isDigit(bytes[end]) { end += 1 }
        return end
    }

    /// Moves behind `e-3` at that place, if it stands there.
    private mutating func readExponent(after index: Int, _ letter: UInt8 = UInt8(ascii: "e")) -> Bool {
        guard index < bytes.count, bytes[index] | 0x20 == letter else { return false }
        var end = index + 1
        if end < bytes.count, bytes[end] == UInt8(ascii: "+") || bytes[end] == UInt8(ascii: "-") { end += 1 }
        guard end < bytes.count, Self.isDigit(bytes[end]) else { return false }
        position = endOfDigits(end)
        return true
    }

    private mutating func readHexadecimal() {
        let start = position
        position += 2
        while isHexDigit(byte()) { position += 1 }
        var end = position
        if byte() == UInt8(ascii: ".") {
            end += 1
            while end < bytes.count, isHexDigit(bytes[end]) { end += 1 }
        }
        let isFloat = readExponent(after: end, UInt8(ascii: "p")) || readExponent(after: position, UInt8(ascii: "p"))
        add(isFloat ? .float : .hexadecimal, start)
    }

    private mutating func readPrefixed(_ kind: Token.Kind, _ isDigit: (UInt8) -> Bool) {
        let start = position
        position += 2
        skipDigits()
        add(bytes[(start + 2)..<position].allSatisfy(isDigit) ? kind : .invalid, start)
    }

    private func isHexDigit(_ byte: UInt8) -> Bool {
        Self.isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66)
    }

    private func isBinaryDigit(_ byte: UInt8) -> Bool { byte == 0x30 || byte == 0x31 }
}
