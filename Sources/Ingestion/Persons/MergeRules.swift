/// Which events join two distinct ids, and which names are too common to be anybody's.
enum MergeRules {
    /// What a broken client sends in place of a distinct id.
    ///
    /// Merging on one would make everybody the same person.
    private static let meaningless: Set<String> = [
        "", "0", "[object object]", "anonymous", "distinct_id", "distinctid", "email", "false", "guest", "id", "nan",
        "nil", "none", "not_authenticated", "null", "true", "undefined",
    ]

    static func isMeaningless(_ distinctID: String) -> Bool {
        let quotes: Set<Character> = ["\"", "'"]
        let bare = distinctID.lowercased().filter { !quotes.contains($0) && !$0.isWhitespace }
        let spaced = distinctID.lowercased().filter { !quotes.contains($0) }
        return bare.isEmpty || meaningless.contains(spaced) || meaningless.contains(bare)
    }

    /// A merge that an event asks for: everything of `other` becomes part of the event's own person.
    struct Merge {
        let other: String
        /// Whether even a person who is identified may be merged away.
        let isDangerous: Bool
    }

    static func merge(askedForBy event: CapturedEvent) -> Merge? {
        guard !event.otherDistinctID.isEmpty, event.otherDistinctID != event.distinctID,
            !isMeaningless(event.otherDistinctID), !isMeaningless(event.distinctID)
        else { return nil }
        switch event.name {
        case "$identify", "$create_alias": return Merge(other: event.otherDistinctID, isDangerous: false)
        case "$merge_dangerously": return Merge(other: event.otherDistinctID, isDangerous: true)
        default: return nil
        }
    }
}
