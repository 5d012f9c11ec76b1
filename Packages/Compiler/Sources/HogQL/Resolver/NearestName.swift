/// Finds what a misspelt name was probably meant to be.
enum NearestName {
    /// How alike two names must be, from 0 to 1.
    private static let threshold = 0.6

    /// The most similar candidate; nil when none is similar enough.
    static func of(_ name: String, in candidates: some Sequence<String>) -> String? {
        let wanted = Array(name.utf8.prefix(64))
        var best: (name: String, similarity: Double)?
        for candidate in candidates {
            let similarity = similarity(wanted, Array(candidate.utf8.prefix(64)))
            if similarity >= threshold, similarity > best?.similarity ?? 0 { best = (candidate, similarity) }
        }
        return best?.name
    }

    /// Twice the length of what the two share, block by block, over the length of both: Ratcliff and Obershelp's measure.
    private static func similarity(_ left: [UInt8], _ right: [UInt8]) -> Double {
        guard !left.isEmpty || !right.isEmpty else { return 1 }
        return 2 * Double(shared(left[...], right[...])) / Double(left.count + right.count)
    }

    private static func shared(_ left: Swift.ArraySlice<UInt8>, _ right: Swift.ArraySlice<UInt8>) -> Int {
        var (bestLeft, bestRight, length) = (left.startIndex, right.startIndex, 0)
        for start in left.indices {
            for other in right.indices {
                var run = 0
                while start + run < left.endIndex, other + run < right.endIndex, left[start + run] == right[other + run]
                { run += 1 }
                if run > length { (bestLeft, bestRight, length) = (start, other, run) }
            }
        }
        guard length > 0 else { return 0 }
        return shared(left[..<bestLeft], right[..<bestRight]) + length
            + shared(left[(bestLeft + length)...], right[(bestRight + length)...])
    }
}
