import ClickHouse

extension Resolver {
    mutating func resolve(_ select: SelectQuery, ctes: [String: VisibleCTE]) throws(HogQLError) -> ResolvedSelect {
        let scope = Scope(ctes: try visible(select.ctes, above: ctes), avoiding: directSources)
        for window in select.windows ?? [] { scope.windows[window.name] = window.window }
        // A new SELECT is outside of the aggregate and the untyped call that its place may be in.
        let (outerAggregate, outerForm, outerJoin) = (aggregate, propertyForm, isInJoinCondition)
        defer { (aggregate, propertyForm, isInJoinCondition) = (outerAggregate, outerForm, outerJoin) }
        (aggregate, propertyForm, isInJoinCondition) = (nil, .typed, false)

        var resolved = ResolvedSelect()
        resolved.isDistinct = select.isDistinct
        if let from = select.from { try resolveSources(from, into: scope) }
        resolved.arrayJoin = try resolve(select.arrayJoin, in: scope)
        resolved.columns = try resolveColumns(select.select, in: scope)
        resolved.prewhere = try select.prewhere.map { (node) throws(HogQLError) in try resolve(node, in: scope) }
        resolved.condition = try select.where.map { (node) throws(HogQLError) in try resolve(node, in: scope) }
        resolved.groupBy = try resolve(select.groupBy, in: scope)?.modified(by: select.groupModifier)
        resolved.having = try select.having.map { (node) throws(HogQLError) in try resolve(node, in: scope) }
        if let qualify = select.qualify {
            throw HogQLError(.unsupported, "QUALIFY is not supported.", at: qualify.range)
        }
        resolved.orderBy = try resolve(select.orderBy, in: scope)
        if let interpolate = select.interpolate {
            throw .notYet("INTERPOLATE", at: interpolate.first?.range ?? select.range)
        }
        resolved.limitBy = try resolve(select.limitBy, in: scope)
        resolved.limit = try resolve(select.limit, at: select.range)
        resolved.sources = scope.sources
        resolved.scope = scope
        return resolved
    }

    private mutating func resolve(_ groupBy: GroupBy?, in scope: Scope) throws(HogQLError) -> ResolvedGroupBy? {
        switch groupBy {
        case nil: nil
        case .all: .all
        case .expressions(let expressions): .expressions(try resolve(expressions, in: scope))
        case .rollup(let expressions): .rollup(try resolve(expressions, in: scope))
        case .cube(let expressions): .cube(try resolve(expressions, in: scope))
        case .groupingSets(let sets):
            .sets(try sets.map { (set) throws(HogQLError) in try resolve(set.expressions, in: scope) })
        }
    }

    private mutating func resolve(_ limitBy: LimitBy?, in scope: Scope) throws(HogQLError) -> ResolvedLimitBy? {
        guard let limitBy else { return nil }
        return ResolvedLimitBy(
            count: try resolve(limitBy.count, in: scope),
            offset: try limitBy.offset.map { (offset) throws(HogQLError) in try resolve(offset, in: scope) },
            expressions: try resolve(limitBy.expressions, in: scope)
        )
    }

    mutating func resolve(_ order: [OrderExpression]?, in scope: Scope) throws(HogQLError) -> [ResolvedOrder] {
        try (order ?? []).map { (element) throws(HogQLError) in
            var resolved = ResolvedOrder(
                expression: try resolve(element.expression, in: scope),
                isDescending: element.isDescending
            )
            guard let fill = element.fill else { return resolved }
            resolved.fill = .init(
                from: try fill.from.map { (node) throws(HogQLError) in try resolve(node, in: scope) },
                to: try fill.to.map { (node) throws(HogQLError) in try resolve(node, in: scope) },
                step: try fill.step.map { (node) throws(HogQLError) in try resolve(node, in: scope) }
            )
            return resolved
        }
    }

    private mutating func resolve(_ arrayJoin: ArrayJoin?, in scope: Scope) throws(HogQLError) -> ResolvedArrayJoin? {
        guard let arrayJoin else { return nil }
        let expressions = try arrayJoin.expressions.map { (element) throws(HogQLError) -> ResolvedExpression in
            guard case .alias(let alias) = element else {
                throw HogQLError(.query, "ARRAY JOIN arrays must have an alias.", at: element.range)
            }
            let array = try resolve(alias.expression, in: scope)
            let printed = try declare(alias, as: oneOf(array), in: scope)
            return ResolvedExpression(.alias(array, printed), array.type)
        }
        return ResolvedArrayJoin(kind: arrayJoin.kind, expressions: expressions)
    }

    /// What an array holds: the type of `x` in `ARRAY JOIN array AS x`.
    private func oneOf(_ array: ResolvedExpression) -> ResolvedExpression {
        guard case .array(let element)? = array.type else { return ResolvedExpression(array.node, nil) }
        return ResolvedExpression(array.node, element)
    }
}

extension ResolvedGroupBy {
    /// `GROUP BY a WITH ROLLUP` is `GROUP BY ROLLUP(a)`.
    fileprivate func modified(by modifier: GroupModifier?) -> ResolvedGroupBy {
        guard case .expressions(let expressions) = self, let modifier else { return self }
        switch modifier {
        case .rollup: return .rollup(expressions)
        case .cube: return .cube(expressions)
        }
    }
}
