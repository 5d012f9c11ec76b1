/// The project token of a request: one for all its events.
public enum CaptureToken {
    /// In characters.
    static let longest = 64

    /// Checks the shape of a token; whether a project has it is another question, and not answered to clients.
    public static func validated(_ text: String) throws(CaptureError) -> String {
        let token = text.trimming { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }
        guard !token.isEmpty else { throw .invalidToken(.empty) }
        guard !token.utf8.contains(0) else { throw .invalidToken(.nullByte) }
        guard token.utf8.allSatisfy({ $0 < 0x80 }) else { throw .invalidToken(.notASCII) }
        guard token.utf8.count <= longest else { throw .invalidToken(.tooLong) }
        guard !token.hasPrefix("phx_") else { throw .invalidToken(.personalKey) }
        return token
    }
}

extension String {
    /// The text without the scalars at both ends that match.
    fileprivate func trimming(while matches: (Unicode.Scalar) -> Bool) -> String {
        var rest = unicodeScalars[...]
        while let first = rest.first, matches(first) { rest.removeFirst() }
        while let last = rest.last, matches(last) { rest.removeLast() }
        return String(rest)
    }
}
