/// A UUID as two words: small enough for tables of millions, and written the way the engine writes it.
public struct EngineUUID: Hashable, Sendable {
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads 32 hexadecimal digits, with or without hyphens between them; nil for anything else.
    public init?(parsing text: some Sequence<UInt8>) {
        var words: (high: UInt64, low: UInt64) = (0, 0)
        var digits = 0
        for byte in text {
            if byte == UInt8(ascii: "-") { continue }
            guard digits < 32, let digit = Self.value(ofDigit: byte) else { return nil }
            if digits < 16 { words.high = words.high << 4 | digit } else { words.low = words.low << 4 | digit }
            digits += 1
        }
        guard digits == 32 else { return nil }
        self.init(high: words.high, low: words.low)
    }

    public init?(_ text: String) {
        self.init(parsing: text.utf8)
    }

    /// A new UUID of version 7: its first 48 bits are the time, so that neighbours in time are neighbours in an index.
    static func makeRandom(at milliseconds: Int64, using generator: inout some RandomNumberGenerator) -> EngineUUID {
        EngineUUID(
            high: UInt64(bitPattern: milliseconds) << 16 | 0x7000 | generator.next() & 0x0FFF,
            low: generator.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        )
    }

    private static func value(ofDigit byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}

extension EngineUUID: CustomStringConvertible {
    public var description: String {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the 36 characters of the UUID, in lower case.
    func write(to output: inout [UInt8]) {
        Self.write(high, hyphensAfter: (32, 16), to: &output)
        output.append(UInt8(ascii: "-"))
        Self.write(low, hyphensAfter: (48, 48), to: &output)
    }

    private static func write(_ word: UInt64, hyphensAfter shifts: (UInt64, UInt64), to output: inout [UInt8]) {
        var shift: UInt64 = 64
        while shift > 0 {
            shift -= 4
            let digit = UInt8(truncatingIfNeeded: word >> shift & 15)
            output.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            if shift == shifts.0 || shift == shifts.1 { output.append(UInt8(ascii: "-")) }
        }
    }
}
