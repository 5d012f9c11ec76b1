import ClickHouse

extension Resolver {
    /// `a IN (…)`, `a IN (SELECT …)`; a NULL is found among NULLs (`transform_null_in`).
    mutating func resolveIn(_ comparison: Comparison, in scope: Scope) throws(HogQLError) -> ResolvedExpression {
        var left = try resolve(comparison.left, in: scope)
        let right = try resolveSet(comparison.right, in: scope)
        if case .text(_, let scalar) = left.node, let elements = Self.elements(of: right) {
            if elements.allSatisfy({ $0.stringConstant.map(Self.isScalarText) ?? false }) { left = scalar }
            if !elements.isEmpty, elements.allSatisfy({ if case .number = $0.node { true } else { false } }) {
                left = number(scalar)
            }
        }
        return .call(comparison.operator == .in ? "in" : "notIn", [left, Self.packed(right)], .uint(bits: 8))
    }

    /// A list of strings as one parameter: a thousand of them would cost a thousand round trips.
    private static func packed(_ set: ResolvedExpression) -> ResolvedExpression {
        guard let strings = elements(of: set)?.map(\.stringConstant), strings.count > 1, !strings.contains(nil) else {
            return set
        }
        let values = strings.compactMap { $0.map { ClickHouseValue.string($0) } }
        return ResolvedExpression(.parameter(.array(values, element: .string)), .array(.string))
    }

    private mutating func resolveSet(_ expression: Expression, in scope: Scope) throws(HogQLError) -> ResolvedExpression
    {
        switch expression {
        case .subquery(let subquery):
            return ResolvedExpression(.subquery(try resolve(subquery.query, ctes: scope.ctes)), nil)
        case .field(let field) where field.chain.count == 1:
            // `x IN cte` reads the CTE.
            guard let cte = scope.ctes[field.chain[0]], case .table(let query) = cte.definition.content else { break }
            try countExpansion(at: field.range)
            return ResolvedExpression(.subquery(try resolve(query, ctes: cte.visible)), nil)
        case .constant: return .call("tuple", [try resolve(expression, in: scope)], nil)
        default: break
        }
        return try resolve(expression, in: scope)
    }

    private static func elements(of set: ResolvedExpression) -> [ResolvedExpression]? {
        guard case .call(let call) = set.node, ["tuple", "array"].contains(call.function) else { return nil }
        return call.arguments
    }
}
