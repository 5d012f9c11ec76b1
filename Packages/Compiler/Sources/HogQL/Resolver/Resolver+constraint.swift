import ClickHouse

extension Resolver {
    mutating func resolve(
        _ constraint: JoinExpression.Constraint,
        in scope: Scope
    ) throws(HogQLError) -> ResolvedSource.JoinCondition {
        switch constraint.kind {
        case .on:
            isInJoinCondition = true
            defer { isInJoinCondition = false }
            return .on(try resolve(constraint.expression, in: scope))
        case .using:
            let fields: [Expression] =
                if case .tuple(let tuple) = constraint.expression { tuple.elements } else { [constraint.expression] }
            return try using(fields, in: scope)
        }
    }

    /// `USING (a)` is `ON left.a = right.a` here, because what is joined may be known by other names in the engine's text.
    private mutating func using(_ fields: [Expression], in scope: Scope) throws(HogQLError)
        -> ResolvedSource.JoinCondition
    {
        guard let right = scope.relations.last else { return .on(.flag(true)) }
        var conditions: [ResolvedExpression] = []
        for expression in fields {
            guard case .field(let field) = expression, field.chain.count == 1 else {
                throw HogQLError(.query, "USING takes the names of columns.", at: expression.range)
            }
            let step = [PathStep.key(field.chain[0])]
            guard let left = scope.relations.dropLast().first(where: { has(field.chain[0], in: $0) }) else {
                throw HogQLError(.unknownField, "Unable to resolve field: \(field.chain[0])", at: field.range)
            }
            let sides = [try resolve(step, in: left, at: field.range), try resolve(step, in: right, at: field.range)]
            conditions.append(.call("equals", sides, .uint(bits: 8)))
            scope.joinedNames.insert(field.chain[0])
        }
        return .on(conditions.count == 1 ? conditions[0] : .call("and", conditions, .uint(bits: 8)))
    }
}
