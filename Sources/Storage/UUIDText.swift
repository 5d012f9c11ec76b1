/// UUIDs as the database and the API spell them: lower-case hexadecimal with dashes.
public enum UUIDText {
    /// A new random one (RFC 9562, version 4).
    ///
    /// Every run of an endpoint needs one, and Foundation's opens the system's random device each time.
    public static func make() -> String {
        var random = SystemRandomNumberGenerator()
        let high: UInt64 = random.next() & ~0xF000 | 0x4000
        let low: UInt64 = random.next() & ~(0b11 << 62) | 0b10 << 62
        let digits: StaticString = "0123456789abcdef"
        return String(unsafeUninitializedCapacity: 36) { text in
            var end = 0
            for nibble in 0..<32 {
                if nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20 {
                    text[end] = UInt8(ascii: "-")
                    end += 1
                }
                let word = nibble < 16 ? high : low
                text[end] = digits.utf8Start[Int(word >> UInt64(60 - nibble % 16 * 4) & 0xF)]
                end += 1
            }
            return end
        }
    }

    /// The usual spelling of what a client may write in capitals or without dashes; nil for what is no UUID.
    public static func normalized(_ text: String) -> String? {
        let digits = text.utf8.filter { $0 != UInt8(ascii: "-") }
        let hasDashes = digits.count != text.utf8.count
        guard digits.count == 32, digits.allSatisfy(isHexadecimal), !hasDashes || isDashed(text) else { return nil }
        let lowered = String(decoding: digits, as: UTF8.self).lowercased()
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        return groups.map { lowered.dropFirst($0.lowerBound).prefix($0.count) }.joined(separator: "-")
    }

    private static func isDashed(_ text: String) -> Bool {
        text.split(separator: "-", omittingEmptySubsequences: false).map(\.utf8.count) == [8, 4, 4, 4, 12]
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
