/// Makes the keys and tokens that Hoglet hands out.
enum Secret: String {
    case personalKey = "phx_"
    case projectSecretKey = "phs_"
    case projectToken = "phc_"

    /// The least that is taken for a secret chosen elsewhere, without the prefix.
    static let minimumLength = 16
    /// 43 of 62 characters carry 256 bits; the longest token that ingestion takes has 64 characters.
    private static let length = 43

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")

    /// A new secret that nobody can guess.
    func make() -> String { rawValue + Self.random(Self.length) }

    /// A short id for something that is listed: unique, not secret.
    static func makeID() -> String { random(12) }

    private static func random(_ length: Int) -> String {
        // The system's generator is cryptographically secure on every platform that Hoglet runs on.
        var generator = SystemRandomNumberGenerator()
        return String((0..<length).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] })
    }

    /// The value if it can serve as such a secret.
    func check(_ value: String) throws -> String {
        let rest = value.dropFirst(rawValue.count)
        let isWellFormed = rest.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard value.hasPrefix(rawValue), isWellFormed, rest.count >= Self.minimumLength, value.count <= 64 else {
            throw AccessError.malformedSecret(prefix: rawValue)
        }
        return value
    }

    /// Enough of a key to recognise it by, and too little to use it.
    static func mask(_ key: String) -> String {
        guard key.count >= 16 else { return "********" }
        return "\(key.prefix(4))...\(key.suffix(4))"
    }
}
