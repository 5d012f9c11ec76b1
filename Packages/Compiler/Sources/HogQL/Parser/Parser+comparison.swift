/// Comparisons: one level of precedence, from the left; and BETWEEN.
extension Parser {
    mutating func parseComparison(
        behind left: Expression,
        from start: Int,
        _ minimum: Int
    ) throws(HogQLError) -> Expression? {
        if isBetween { return minimum <= Precedence.between ? try parseBetween(behind: left, from: start) : nil }
        guard minimum <= Precedence.comparison, index != endingIn,
            var operation = comparison(at: index)
        else { return nil }
        index += token(0).keyword == .not ? 2 : 1
        if operation == .in || operation == .notIn, isAt(.cohort), beginsNewOperand(at: index + 1) {
            advance()
            operation = operation == .in ? .inCohort : .notInCohort
        }
        let right = try parseExpression(Precedence.sum)
        return .comparison(Comparison(operation, left, right, range: range(from: start)))
    }

    func isComparison(at index: Int) -> Bool { comparison(at: index) != nil }

    /// The operator that begins at that token.
    private func comparison(at index: Int) -> Comparison.Operator? {
        let token = token(at: index)
        switch token.kind {
        case .equal, .doubleEqual: return .equal
        case .notEqual: return .notEqual
        case .less: return .less
        case .lessOrEqual: return .lessOrEqual
        case .greater: return .greater
        case .greaterOrEqual: return .greaterOrEqual
        case .tilde, .equalTilde: return .regex
        case .notTilde: return .notRegex
        case .tildeStar, .equalTildeStar: return .iRegex
        case .notTildeStar: return .notIRegex
        case .name: return comparison(of: token.keyword, self.token(at: index + 1).keyword)
        default: return nil
        }
    }

    private func comparison(of first: Keyword?, _ second: Keyword?) -> Comparison.Operator? {
        switch (first, second) {
        case (.in, _): .in
        case (.like, _): .like
        case (.ilike, _): .ilike
        case (.not, .in): .notIn
        case (.not, .like): .notLike
        case (.not, .ilike): .notILike
        default: nil
        }
    }

    private var isBetween: Bool { isAt(.between) || isAt(.not, .between) }

    private mutating func parseBetween(behind left: Expression, from start: Int) throws(HogQLError) -> Expression {
        let isNegated = take(.not)
        advance()
        let low = try parseBound()
        try expect(.and)
        let high = try parseBound()
        return .between(Between(left, low: low, high: high, isNegated: isNegated, range: range(from: start)))
    }

    private mutating func parseBound() throws(HogQLError) -> Expression {
        let start = index
        let bound = try parseExpression(Precedence.coalesce)
        switch bound {
        case .lambda, .namedArgument:
            guard tokens[start].kind != .leftParenthesis else { return bound }
            throw syntaxError("A lambda or named argument is not a valid BETWEEN bound", at: bound.range)
        default: return bound
        }
    }
}
