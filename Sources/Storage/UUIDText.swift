import Foundation

/// UUIDs as the database and the API spell them: lower-case hexadecimal with dashes.
public enum UUIDText {
    /// A new random one.
    public static func make() -> String {
        UUID().uuidString.lowercased()
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
