/// All functions of HogQL by name.
enum FunctionRegistry {
    /// Suffixes that make a further aggregation of one; `If` takes a condition more.
    static let combinators = [
        "If", "Array", "Map", "State", "MergeState", "Merge", "ForEach", "OrNull", "OrDefault", "Distinct",
    ]

    private static let all: [Function] =
        Function.aggregations + Function.arithmetic + Function.array + Function.conversion + Function.date
        + Function.string + Function.json + Function.math + Function.comparison + Function.map + Function.bit
        + Function.bitmap + Function.url + Function.tuple + Function.other + Function.geo + Function.search
        + Function.window + Function.postHog

    private static let byName = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    private static let byLowercaseName = Dictionary(
        all.filter(\.ignoresCase).map { ($0.name.lowercased(), $0) },
        uniquingKeysWith: { first, _ in first }
    )

    /// The function of that name; aggregations also with combinators, as in `sumIf`.
    static func function(named name: String) -> Function? {
        if let function = byName[name] ?? byLowercaseName[name.lowercased()] { return function }
        for combinator in combinators where name.hasSuffix(combinator) && name.utf8.count > combinator.utf8.count {
            guard let base = function(named: String(name.dropLast(combinator.count))) else { continue }
            return base.combined(with: combinator)
        }
        return nil
    }

    /// The known name that is most like a misspelt one.
    static func nearest(to name: String) -> String? {
        NearestName.of(name, in: byName.keys.filter { !$0.hasPrefix("_") }.sorted())
    }
}

extension Function {
    /// The aggregation with a suffix; nil for what takes none.
    fileprivate func combined(with combinator: String) -> Function? {
        guard kind == .aggregate, case .engine(let engineName) = target else { return nil }
        let arity: (Int, Int?) =
            switch combinator {
            case "If": (minimum + 1, maximum.map { $0 + 1 })
            case "Merge", "MergeState": (1, 1)
            default: (minimum, maximum)
            }
        let returns: ReturnType =
            switch (combinator, self.returns) {
            case ("If", .always), ("Distinct", _): self.returns
            default: .unknown
            }
        return .aggregate(
            name + combinator,
            arity.0,
            arity.1,
            as: engineName + combinator,
            returns,
            parameters: parameters
        )
    }
}
