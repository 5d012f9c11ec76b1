import ClickHouse

extension Resolver {
    mutating func resolve(_ comparison: Comparison, in scope: Scope) throws(HogQLError) -> ResolvedExpression {
        switch comparison.operator {
        case .in, .notIn: return try resolveIn(comparison, in: scope)
        case .inCohort, .notInCohort: throw .notYet("IN COHORT", at: comparison.range)
        default: break
        }
        let left = try resolve(comparison.left, in: scope)
        let right = try resolve(comparison.right, in: scope)
        return compare(left, comparison.operator, right)
    }

    /// Compares as PostHog does: the answer is yes or no, also when a side is NULL (HogQL notes §3.7).
    func compare(
        _ left: ResolvedExpression,
        _ operator: Comparison.Operator,
        _ right: ResolvedExpression
    ) -> ResolvedExpression {
        if left.isNullLiteral || right.isNullLiteral {
            return compareWithNull(left.isNullLiteral ? right : left, `operator`)
        }
        let (left, right) = comparable(left, right, `operator`)
        let plain = Self.plain(left, `operator`, right)
        guard !isInJoinCondition, left.isNullable || right.isNullable, !Self.isTime(left), !Self.isTime(right) else {
            return plain
        }
        let hasConstant = left.isConstant || right.isConstant
        let fallback: ResolvedExpression
        switch `operator` {
        case .less, .lessOrEqual, .greater, .greaterOrEqual: fallback = .flag(false)
        case .equal, .like, .ilike: fallback = hasConstant ? .flag(false) : bothNull(left, right)
        case .notEqual, .notLike, .notILike: fallback = hasConstant ? .flag(true) : eitherNotNull(left, right)
        case .regex, .iRegex: fallback = bothNull(left, right)
        default: fallback = eitherNotNull(left, right)
        }
        return .call("ifNull", [plain, fallback], .uint(bits: 8))
    }

    /// A table's time is compared plainly: the engine finds its index only so.
    private static func isTime(_ value: ResolvedExpression) -> Bool {
        if case .zoned = value.node { true } else { false }
    }

    private func compareWithNull(_ value: ResolvedExpression, _ operator: Comparison.Operator) -> ResolvedExpression {
        switch `operator` {
        case .equal, .like, .ilike, .regex, .iRegex: .call("isNull", [value], .uint(bits: 8))
        case .notEqual, .notLike, .notILike, .notRegex, .notIRegex: .call("isNotNull", [value], .uint(bits: 8))
        default: .flag(false)
        }
    }

    private func bothNull(_ left: ResolvedExpression, _ right: ResolvedExpression) -> ResolvedExpression {
        let sides = [left, right].map { ResolvedExpression.call("isNull", [$0], .uint(bits: 8)) }
        return .call("and", sides, .uint(bits: 8))
    }

    private func eitherNotNull(_ left: ResolvedExpression, _ right: ResolvedExpression) -> ResolvedExpression {
        let sides = [left, right].map { ResolvedExpression.call("isNotNull", [$0], .uint(bits: 8)) }
        return .call("or", sides, .uint(bits: 8))
    }

    /// The comparison as the engine does it, NULL when a side is.
    private static func plain(
        _ left: ResolvedExpression,
        _ operator: Comparison.Operator,
        _ right: ResolvedExpression
    ) -> ResolvedExpression {
        let type = flag(of: [left, right])
        switch `operator` {
        case .equal: return .call("equals", [left, right], type)
        case .notEqual: return .call("notEquals", [left, right], type)
        case .less: return .call("less", [left, right], type)
        case .lessOrEqual: return .call("lessOrEquals", [left, right], type)
        case .greater: return .call("greater", [left, right], type)
        case .greaterOrEqual: return .call("greaterOrEquals", [left, right], type)
        case .like: return .call("like", [left, right], type)
        case .notLike: return .call("notLike", [left, right], type)
        case .ilike: return .call("ilike", [left, right], type)
        case .notILike: return .call("notILike", [left, right], type)
        case .notRegex: return .call("not", [.call("match", [left, right], type)], type)
        case .iRegex: return .call("match", [left, insensitive(right)], type)
        case .notIRegex: return .call("not", [.call("match", [left, insensitive(right)], type)], type)
        default: return .call("match", [left, right], type)
        }
    }

    private static func insensitive(_ pattern: ResolvedExpression) -> ResolvedExpression {
        if let text = pattern.stringConstant { return .string("(?i)" + text) }
        return .call("concat", [.word("(?i)"), pattern], pattern.type)
    }

    mutating func resolve(_ between: Between, in scope: Scope) throws(HogQLError) -> ResolvedExpression {
        let operand = try resolve(between.operand, in: scope)
        let (afterLow, low) = comparable(operand, try resolve(between.low, in: scope), .greaterOrEqual)
        let (beforeHigh, high) = comparable(operand, try resolve(between.high, in: scope), .lessOrEqual)
        let sides = [operand, low, high]
        let type = Self.flag(of: sides)
        let bounds: [ResolvedExpression] =
            between.isNegated
            ? [.call("less", [afterLow, low], type), .call("greater", [beforeHigh, high], type)]
            : [.call("greaterOrEquals", [afterLow, low], type), .call("lessOrEquals", [beforeHigh, high], type)]
        let inside = ResolvedExpression.call(between.isNegated ? "or" : "and", bounds, type)
        guard type.isNullable, !isInJoinCondition else { return inside }
        return .call("ifNull", [inside, .flag(false)], .uint(bits: 8))
    }

    mutating func resolve(_ distinct: IsDistinctFrom, in scope: Scope) throws(HogQLError) -> ResolvedExpression {
        let left = try resolve(distinct.left, in: scope)
        let right = try resolve(distinct.right, in: scope)
        let function = distinct.isNegated ? "isNotDistinctFrom" : "isDistinctFrom"
        return .call(function, [left, right], .uint(bits: 8))
    }
}
