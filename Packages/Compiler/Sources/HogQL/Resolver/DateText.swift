/// Recognises days and times in texts.
enum DateText {
    /// `YYYY-MM-DD`, `YYYY-MM-DD hh:mm:ss`, with `T` or blank, with a fraction.
    static func isDateOrDateTime(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard matches(bytes.prefix(10), "dddd-dd-dd") else { return false }
        if bytes.count == 10 { return true }
        guard bytes.count >= 19, bytes[10] == UInt8(ascii: " ") || bytes[10] == UInt8(ascii: "T") else { return false }
        guard matches(bytes[11..<19], "dd:dd:dd") else { return false }
        if bytes.count == 19 { return true }
        let fraction = bytes[20...]
        return bytes[19] == UInt8(ascii: ".") && (1...6).contains(fraction.count) && fraction.allSatisfy(isDigit)
    }

    /// `YYYY-MM-DD` and anything behind it.
    static func startsWithDate(_ text: String) -> Bool {
        matches(Array(text.utf8.prefix(10))[...], "dddd-dd-dd")
    }

    private static func matches(_ bytes: Swift.ArraySlice<UInt8>, _ pattern: StaticString) -> Bool {
        guard bytes.count == pattern.utf8CodeUnitCount else { return false }
        return pattern.withUTF8Buffer { buffer in
            zip(bytes, buffer).allSatisfy { byte, wanted in
                wanted == UInt8(ascii: "d") ? isDigit(byte) : byte == wanted
            }
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
