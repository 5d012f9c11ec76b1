/// Expressions: an operand, and the operators that follow it.
extension Parser {
    /// How tightly operators bind; a higher one binds first.
    enum Precedence {
        static let alias = 2
        static let ternary = 3
        static let or = 4
        static let and = 5
        static let not = 12
        static let between = 13
        static let coalesce = 14
        static let nullSafeEqual = 15
        static let distinctFrom = 16
        static let isNull = 17
        static let ignoreNulls = 18
        static let comparison = 19
        static let sum = 20
        static let product = 21
        static let negation = 22
        static let cast = 23
    }

    /// Parses an operand and all operators behind it that bind at least as tightly as `minimum`.
    mutating func parseExpression(_ minimum: Int = 0) throws(HogQLError) -> Expression {
        let (outerDepth, outerHeight) = (depth, height)
        try descend()
        height = 0
        let start = current.start
        var expression = try parseOperand(from: start)
        var ownHeight = height + 1
        height = 0
        while true {
            let isAlias = isAt(.as)
            guard let longer = try parseOperator(behind: expression, from: start, minimum) else { break }
            expression = longer
            if isAlias, !canFollowAlias { break }
            ownHeight = max(ownHeight, height) + 1
            height = 0
            guard ownHeight <= Self.maximumHeight else { throw tooDeep() }
        }
        height = max(outerHeight, ownHeight)
        depth = outerDepth
        return expression
    }

    /// Parses one operator, or one access, with its right side; nil when none stands here.
    private mutating func parseOperator(
        behind left: Expression,
        from start: Int,
        _ minimum: Int
    ) throws(HogQLError) -> Expression? {
        switch current.kind {
        case .name: try parseKeywordOperator(behind: left, from: start, minimum)
        case .leftParenthesis, .leftBracket, .dot, .questionDot, .doubleColon:
            try parseAccess(behind: left, from: start, minimum)
        case .plus, .minus, .star, .slash, .percent, .doublePipe:
            try parseArithmetic(behind: left, from: start, minimum)
        case .nullSafeEqual, .doubleQuestion, .question: try parseNullOperator(behind: left, from: start, minimum)
        default: try parseComparison(behind: left, from: start, minimum)
        }
    }

    private mutating func parseArithmetic(
        behind left: Expression,
        from start: Int,
        _ minimum: Int
    ) throws(HogQLError) -> Expression? {
        let operation: Arithmetic.Operator
        switch current.kind {
        case .doublePipe: return minimum <= Precedence.sum ? try parseConcat(behind: left, from: start) : nil
        case .plus: operation = .add
        case .minus: operation = .subtract
        case .star: operation = .multiply
        case .slash: operation = .divide
        default:
            // `LIMIT 50 % WITH TIES`: a sign of the clause, not an operator.
            guard !isPercentSign else { return nil }
            operation = .modulo
        }
        let isSum = operation == .add || operation == .subtract
        guard minimum <= (isSum ? Precedence.sum : Precedence.product) else { return nil }
        advance()
        let right = try parseExpression(isSum ? Precedence.product : Precedence.negation)
        return .arithmetic(Arithmetic(operation, left, right, range: range(from: start)))
    }

    private var isPercentSign: Bool {
        let next = token(1)
        if next.keyword == .with, token(2).keyword == .ties { return true }
        if next.keyword == .offset || next.keyword == .settings || next.keyword == .union {
            return canStartOperand(token(2)) && token(2).kind != .leftParenthesis
        }
        return !canStartOperand(next)
    }

    /// `a || b || c` is one call of concat.
    private mutating func parseConcat(behind left: Expression, from start: Int) throws(HogQLError) -> Expression {
        var arguments = partsOfConcat(left)
        while take(.doublePipe) { arguments += partsOfConcat(try parseExpression(Precedence.product)) }
        return .call(Call("concat", arguments, range: range(from: start)))
    }

    private func partsOfConcat(_ expression: Expression) -> [Expression] {
        if case .call(let call) = expression, call.name == "concat" { call.arguments } else { [expression] }
    }

    private mutating func parseNullOperator(
        behind left: Expression,
        from start: Int,
        _ minimum: Int
    ) throws(HogQLError) -> Expression? {
        switch current.kind {
        case .nullSafeEqual where minimum <= Precedence.nullSafeEqual:
            advance()
            let right = try parseExpression(Precedence.distinctFrom)
            return .isDistinctFrom(IsDistinctFrom(left, right, isNegated: true, range: range(from: start)))
        case .doubleQuestion where minimum <= Precedence.coalesce:
            advance()
            let right = try parseExpression(Precedence.nullSafeEqual)
            return .call(Call("ifNull", [left, right], range: range(from: start)))
        case .question where minimum <= Precedence.ternary:
            advance()
            let yes = try parseExpression()
            try expect(.colon, ":")
            let no = try parseExpression(Precedence.ternary)
            return .call(Call("if", [left, yes, no], range: range(from: start)))
        default: return nil
        }
    }

    // MARK: - AND, OR, AS

    private mutating func parseKeywordOperator(
        behind left: Expression,
        from start: Int,
        _ minimum: Int
    ) throws(HogQLError) -> Expression? {
        switch current.keyword {
        case .and where minimum <= Precedence.and:
            return .and(Logical(try parseOperands(of: .and, behind: left), range: range(from: start)))
        case .or where minimum <= Precedence.or:
            return .or(Logical(try parseOperands(of: .or, behind: left), range: range(from: start)))
        case .as: return try parseAlias(of: left, from: start, minimum)
        case .in, .not, .like, .ilike, .between: return try parseComparison(behind: left, from: start, minimum)
        case .is: return try parseIs(behind: left, from: start, minimum)
        case .ignore where minimum <= Precedence.ignoreNulls && token(1).keyword == .nulls:
            // Accepted and without effect, as in the reference.
            index += 2
            return left
        default: return nil
        }
    }

    /// The operands of a chain of ANDs or ORs, also of those in parentheses.
    private mutating func parseOperands(
        of keyword: Keyword,
        behind left: Expression
    ) throws(HogQLError) -> [Expression] {
        var operands = operands(of: keyword, left)
        let precedence = keyword == .and ? Precedence.and : Precedence.or
        while take(keyword) { operands += self.operands(of: keyword, try parseExpression(precedence + 1)) }
        return operands
    }

    private func operands(of keyword: Keyword, _ expression: Expression) -> [Expression] {
        switch (keyword, expression) {
        case (.and, .and(let logical)), (.or, .or(let logical)): logical.operands
        default: [expression]
        }
    }

    /// Whether what stands here goes on with an expression that has just got its name.
    private var canFollowAlias: Bool {
        switch current.keyword {
        case .and, .or, .as: true
        default: isAt(.question) || isComparison(at: index)
        }
    }

    private mutating func parseAlias(
        of left: Expression,
        from start: Int,
        _ minimum: Int
    ) throws(HogQLError) -> Expression? {
        let name = token(1)
        guard index != endingAs, name.isName || name.kind == .string else { return nil }
        // An alias binds loosest, but before a comparison it may stand inside: `a AS x = b`.
        guard minimum <= Precedence.alias || (minimum <= Precedence.comparison && isComparison(at: index + 2)) else {
            return nil
        }
        advance()
        return .alias(Alias(try parseAlias(from: start), left, range: range(from: start)))
    }

    private mutating func parseIs(
        behind left: Expression,
        from start: Int,
        _ minimum: Int
    ) throws(HogQLError) -> Expression? {
        let isNegated = token(1).keyword == .not
        let length = isNegated ? 2 : 1
        switch token(length).keyword {
        case .null where minimum <= Precedence.isNull:
            index += length + 1
            let null = Expression.constant(Constant(.null))
            let range = range(from: start)
            return .comparison(Comparison(isNegated ? .notEqual : .equal, left, null, isNullTest: true, range: range))
        case .distinct where minimum <= Precedence.distinctFrom && token(length + 1).keyword == .from:
            index += length + 2
            let right = try parseExpression(Precedence.isNull)
            return .isDistinctFrom(IsDistinctFrom(left, right, isNegated: isNegated, range: range(from: start)))
        default: return nil
        }
    }
}
