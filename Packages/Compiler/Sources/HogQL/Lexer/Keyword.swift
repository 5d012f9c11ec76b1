/// The words that mean something in HogQL; nearly all of them may name a column too.
enum Keyword: UInt8, CaseIterable {
    case all, and, anti, any, array, `as`, asc, asof, between, both, by, `case`, cast, `catch`, cohort, collate, columns
    case cross, cube, current, date, day, desc, descending, distinct, `else`, end, except, exclude, extract, final, fill
    case filter, finally, first, fn, following, `for`, from, full, fun, group, grouping, having, hour, id, `if`, ilike
    case ignore, include, `in`, inf, inner, intersect, interpolate, interval, `is`, join, key, lambda, last, leading
    case left, `let`, like, limit, local, materialized, minute, month, name, nan, natural, not, null, nulls, offset, on
    case or, order, outer, over, partition, pivot, positional, preceding, prewhere, qualify, quarter, range, recursive
    case replace, `return`, right, rollup, row, rows, sample, second, select, semi, sets, settings, step, substring
    case then, `throw`, ties, time, timestamp, to, top, totals, trailing, trim, truncate, `try`, tryCast
    case unbounded, union, unpivot, using, values, week, when, `where`, `while`, window, with, within, year, zone

    /// Words that can name nothing unless they are quoted.
    var isReserved: Bool {
        switch self {
        case .null, .inf, .nan, .intersect, .except, .fn, .fun, .let, .while, .throw, .try, .catch, .finally,
            .materialized, .within:
            true
        default: false
        }
    }

    /// Words that can name a column without `AS`.
    var isImplicitAlias: Bool {
        switch self {
        case .asc, .cohort, .date, .descending, .final, .id, .return, .top, .totals: true
        default: false
        }
    }

    /// Words that can name a table without `AS`.
    var isTableAlias: Bool {
        switch self {
        case .date, .first, .id, .key: true
        default: false
        }
    }

    var isIntervalUnit: Bool {
        switch self {
        case .day, .hour, .minute, .month, .quarter, .second, .week, .year: true
        default: false
        }
    }

    /// Words that stand between two operands.
    var isInfix: Bool {
        switch self {
        case .and, .or, .in, .like, .ilike, .is, .between, .as, .ignore: true
        default: false
        }
    }
}

/// Finds keywords by their bytes, whatever their case.
struct KeywordTable {
    static let shared = KeywordTable()

    /// A word of up to sixteen letters in two integers.
    struct Word: Equatable {
        var low: UInt64 = 0
        var high: UInt64 = 0

        /// The word in lower case; nil when it is too long to be a keyword or holds what no keyword does.
        init?(_ bytes: Swift.ArraySlice<UInt8>) {
            guard bytes.count <= 16 else { return nil }
            for byte in bytes {
                // Setting this bit makes capitals small; only a letter or an underscore is part of a keyword.
                let letter = byte == UInt8(ascii: "_") ? byte : byte | 0x20
                guard letter == byte || byte >= UInt8(ascii: "A") else { return nil }
                high = high << 8 | low >> 56
                low = low << 8 | UInt64(letter)
            }
        }

        var slot: Int { Int(truncatingIfNeeded: ((low ^ (high &* 31)) &* 0x9E37_79B9_7F4A_7C15) >> 54) }
    }

    private static let otherNames: [(String, Keyword)] = [("ascending", .asc), ("infinity", .inf), ("yyyy", .year)]
    private var slots: [(word: Word, keyword: Keyword)?] = Array(repeating: nil, count: 1024)

    private init() {
        let names = Keyword.allCases.map { ($0 == .tryCast ? "try_cast" : "\($0)", $0) } + Self.otherNames
        for (name, keyword) in names {
            guard let word = Word(Array(name.utf8)[...]) else { continue }
            var slot = word.slot
            while slots[slot] != nil { slot = (slot + 1) & 1023 }
            slots[slot] = (word, keyword)
        }
    }

    func keyword(_ bytes: Swift.ArraySlice<UInt8>) -> Keyword? {
        guard let word = Word(bytes) else { return nil }
        var slot = word.slot
        while let entry = slots[slot] {
            if entry.word == word { return entry.keyword }
            slot = (slot + 1) & 1023
        }
        return nil
    }
}
