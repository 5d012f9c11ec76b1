/// The rule for names of endpoints: they stand in URLs, in SDKs and in names of tables.
public enum EndpointName {
    /// - Throws: ``EndpointError`` when the name is missing or breaks the rule.
    static func check(_ name: String?) throws(EndpointError) -> String {
        guard let name, !name.isEmpty else { throw .required(field: "name") }
        guard isValid(name) else {
            throw .invalid(
                field: "name",
                "Invalid name '\(name)'. Must start with a letter, contain only alphanumeric characters, hyphens, "
                    + "or underscores, and be between 1 and 128 characters long."
            )
        }
        return name
    }

    /// Whether a name has a letter first and then up to 127 letters, digits, hyphens and underscores, all of them ASCII.
    public static func isValid(_ name: String) -> Bool {
        guard let first = name.utf8.first, name.utf8.count <= 128, isLetter(first) else { return false }
        return name.utf8.allSatisfy { byte in
            isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
