/// The text that an escaped text stands for.
enum EscapedText {
    /// Decodes the inside of a literal: a doubled quote and an escaped quote are one quote, `\n` a line break.
    ///
    /// `\0` stands for nothing, and `\x41` for itself, as in the reference parser.
    static func decode(_ bytes: Swift.ArraySlice<UInt8>, quote: UInt8?, alsoEscaped: UInt8? = nil) -> String {
        guard bytes.contains(where: { $0 == UInt8(ascii: "\\") || $0 == quote }) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            let next = index + 1 < bytes.endIndex ? bytes[index + 1] : nil
            if let next, byte == UInt8(ascii: "\\") {
                append(escape: next, isQuote: next == quote || next == alsoEscaped, to: &decoded)
                index += 2
            } else {
                decoded.append(byte)
                index += byte == quote && next == quote ? 2 : 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    private static func append(escape: UInt8, isQuote: Bool, to decoded: inout [UInt8]) {
        switch escape {
        case _ where isQuote: decoded.append(escape)
        case UInt8(ascii: "b"): decoded.append(0x08)
        case UInt8(ascii: "f"): decoded.append(0x0C)
        case UInt8(ascii: "r"): decoded.append(0x0D)
        case UInt8(ascii: "n"): decoded.append(0x0A)
        case UInt8(ascii: "t"): decoded.append(0x09)
        case UInt8(ascii: "a"): decoded.append(0x07)
        case UInt8(ascii: "v"): decoded.append(0x0B)
        case UInt8(ascii: "0"): break
        case UInt8(ascii: "\\"): decoded.append(escape)
        default: decoded += [UInt8(ascii: "\\"), escape]
        }
    }

    /// Decodes a whole literal with its quotes: `'…'`, `"…"`, `` `…` ``, or `{…}` as in a template.
    static func literal(_ source: String) throws(HogQLError) -> String {
        let bytes = Array(source.utf8)
        let inside = bytes.dropFirst().dropLast()
        if bytes.count >= 2, let first = bytes.first {
            if first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}") {
                return decode(inside, quote: nil, alsoEscaped: first)
            }
            if first == bytes.last, [UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`")].contains(first) {
                return decode(inside, quote: first)
            }
        }
        let message = "Invalid string literal, must start and end with the same quote type: \(source)"
        throw HogQLError(.syntax, message, at: 0..<bytes.count)
    }
}
