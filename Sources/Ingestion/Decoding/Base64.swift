/// Reads base64 as clients write it: with or without padding, in both alphabets, with line ends or blanks for `+`.
enum Base64 {
    private static let absent: UInt8 = 0xFF
    private static let skipped: UInt8 = 0xFE

    private static let values: [UInt8] = {
        var values = [UInt8](repeating: absent, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, byte) in alphabet.utf8.enumerated() { values[Int(byte)] = UInt8(value) }
        values[Int(UInt8(ascii: "-"))] = 62
        values[Int(UInt8(ascii: "_"))] = 63
        // A form turns a bare `+` into a blank.
        values[Int(UInt8(ascii: " "))] = 62
        values[0x0A] = skipped
        values[0x0D] = skipped
        return values
    }()

    /// The bytes behind the text; nil when it is no base64.
    static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        guard let letters = letters(of: text), !letters.isEmpty, letters.count % 4 != 1 else { return nil }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(letters.count / 4 * 3 + 2)
        var word: UInt32 = 0
        for (index, letter) in letters.enumerated() {
            word = word << 6 | UInt32(letter)
            if index % 4 == 3 {
                decoded.append(UInt8(truncatingIfNeeded: word >> 16))
                decoded.append(UInt8(truncatingIfNeeded: word >> 8))
                decoded.append(UInt8(truncatingIfNeeded: word))
            }
        }
        switch letters.count % 4 {
        case 2: decoded.append(UInt8(truncatingIfNeeded: word >> 4))
        case 3:
            decoded.append(UInt8(truncatingIfNeeded: word >> 10))
            decoded.append(UInt8(truncatingIfNeeded: word >> 2))
        default: break
        }
        return decoded
    }

    /// The six-bit values of the text, without padding; nil when a character is none of the alphabet.
    static func letters(of text: some Collection<UInt8>) -> [UInt8]? {
        var letters: [UInt8] = []
        letters.reserveCapacity(text.count)
        var padding = 0
        for byte in text {
            if byte == UInt8(ascii: "=") {
                padding += 1
                continue
            }
            let value = values[Int(byte)]
            if value == skipped { continue }
            guard value != absent, padding == 0 else { return nil }
            letters.append(value)
        }
        return padding <= 3 ? letters : nil
    }
}
