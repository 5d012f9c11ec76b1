import ClickHouse

extension Resolver {
    mutating func resolve(_ query: Query, ctes: [String: VisibleCTE]) throws(HogQLError) -> ResolvedQuery {
        try descend(at: query.range) { (resolver) throws(HogQLError) in
            switch query {
            case .select(let select): .select(try resolver.resolve(select, ctes: ctes))
            case .set(let set): .set(try resolver.resolve(set, ctes: ctes))
            case .values(let values): throw .notYet("VALUES", at: values.range)
            case .placeholder(let placeholder): throw Self.unresolved(placeholder)
            case .tag(let tag): throw .notYet("A tag in the place of a query", at: tag.range)
            }
        }
    }

    private mutating func resolve(_ set: SelectSetQuery, ctes: [String: VisibleCTE]) throws(HogQLError) -> ResolvedSet {
        // The CTEs of the first branch are those of all; a branch's own come on top.
        var shared = ctes
        if case .select(let first) = set.first { shared = try visible(first.ctes, above: ctes) }
        let first = try resolve(set.first, ctes: ctes)
        var rest: [ResolvedSet.Branch] = []
        for branch in set.rest {
            let query = try resolve(branch.query, ctes: shared)
            guard query.columns.count == first.columns.count else {
                throw HogQLError(
                    .query,
                    "The queries of a \(branch.operator.rawValue) must have the same number of columns: "
                        + "\(first.columns.count) and \(query.columns.count).",
                    at: branch.query.range
                )
            }
            rest.append(.init(operator: try Self.supported(branch.operator, at: branch.query.range), query: query))
        }
        var resolved = ResolvedSet(first: first, rest: rest)
        resolved.limit = try resolve(set.limit, at: set.range)
        return resolved
    }

    private static func supported(
        _ operator: SelectSetQuery.Operator,
        at range: SourceRange?
    ) throws(HogQLError) -> SelectSetQuery.Operator {
        switch `operator` {
        case .unionAll, .unionDistinct, .intersect, .intersectDistinct, .except: `operator`
        case .intersectAll, .exceptAll:
            throw HogQLError(.unsupported, "\(`operator`.rawValue) is not supported.", at: range)
        default: throw .notYet(`operator`.rawValue, at: range)
        }
    }

    /// The CTEs of a query together with those around it; each sees the ones before it.
    func visible(
        _ definitions: [CommonTableExpression]?,
        above outer: [String: VisibleCTE]
    ) throws(HogQLError) -> [String: VisibleCTE] {
        // Each CTE remembers what it sees, so very many would take very long.
        if let definitions, definitions.count > Self.maximumExpansions {
            throw HogQLError(.query, "Too many CTEs (\(Self.maximumExpansions)+).", at: definitions.last?.range)
        }
        var visible = outer
        for definition in definitions ?? [] {
            if definition.isRecursive { throw .notYet("A recursive CTE", at: definition.range) }
            if definition.usingKey != nil { throw .notYet("USING KEY", at: definition.range) }
            visible[definition.name] = VisibleCTE(definition: definition, visible: visible)
        }
        return visible
    }

    mutating func resolve(_ limit: Limit, at range: SourceRange?) throws(HogQLError) -> ResolvedLimit {
        if limit.isPercent { throw .notYet("LIMIT with a percentage", at: limit.count?.range ?? range) }
        var resolved = ResolvedLimit()
        let scope = Scope()
        resolved.count = try limit.count.map { (count) throws(HogQLError) in try resolve(count, in: scope) }
        resolved.offset = try limit.offset.map { (offset) throws(HogQLError) in try resolve(offset, in: scope) }
        resolved.withTies = limit.withTies
        return resolved
    }
}
