import Crypto

extension EngineUUID {
    /// The UUID of the person behind a distinct id until something else is known.
    ///
    /// It follows from project and distinct id (version 5, SHA-1), so that an event is given the same person whenever
    /// it is processed, and events without a profile count as those of one person.
    static func person(ofDistinctID distinctID: String, projectID: Int) -> EngineUUID {
        derived(from: "hoglet/person/\(projectID)/\(distinctID)")
    }

    /// A UUID of version 5 that follows from a text.
    static func derived(from text: String) -> EngineUUID {
        var words: (UInt64, UInt64) = (0, 0)
        for (index, byte) in Insecure.SHA1.hash(data: Array(text.utf8)).prefix(16).enumerated() {
            if index < 8 { words.0 = words.0 << 8 | UInt64(byte) } else { words.1 = words.1 << 8 | UInt64(byte) }
        }
        return EngineUUID(
            high: words.0 & ~0xF000 | 0x5000,
            low: words.1 & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        )
    }
}
