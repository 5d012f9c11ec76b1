import Crypto

/// The hash of a key: all that is stored of it, and what it is looked up by.
struct KeyHash: Hashable, Sendable {
    /// The word `sha256$` and the hexadecimal digest.
    ///
    /// Keys are random, so a fast hash without salt is as good as a slow one.
    let text: String

    init(of key: String) {
        let digits = Array("0123456789abcdef")
        text = SHA256.hash(data: Array(key.utf8)).reduce(into: "sha256$") { text, byte in
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
    }

    /// Whether a stored hash is this one; takes the same time wherever they differ.
    func matches(_ stored: String) -> Bool {
        guard stored.utf8.count == text.utf8.count else { return false }
        return zip(stored.utf8, text.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
