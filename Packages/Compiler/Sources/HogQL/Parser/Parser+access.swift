/// What stands directly behind an operand: `a[1]`, `a.b`, `a?.b`, `a::Int`, `a(b)`.
extension Parser {
    mutating func parseAccess(
        behind left: Expression,
        from start: Int,
        _ minimum: Int
    ) throws(HogQLError) -> Expression? {
        switch current.kind {
        case .leftParenthesis: return try parseCall(of: left, from: start)
        case .leftBracket: return try parseIndex(behind: left, from: start)
        case .dot: return try parseMember(behind: left, from: start, isNullish: false)
        case .questionDot where token(1).kind == .leftBracket:
            index += 2
            let property = try parseExpression()
            try expect(.rightBracket, "]")
            return .arrayAccess(ArrayAccess(left, property, isNullish: true, range: range(from: start)))
        case .questionDot: return try parseMember(behind: left, from: start, isNullish: true)
        case .doubleColon where minimum <= Precedence.cast:
            advance()
            let type = try parseShortType()
            return .cast(TypeCast(left, typeName: type, range: range(from: start)))
        default: return nil
        }
    }

    private mutating func parseMember(
        behind left: Expression,
        from start: Int,
        isNullish: Bool
    ) throws(HogQLError) -> Expression {
        advance()
        if isAt(.decimal) {
            let position = try parseInteger()
            return .tupleAccess(TupleAccess(left, position, isNullish: isNullish, range: range(from: start)))
        }
        let property = Expression.constant(Constant(.string(try parseName("a name or a position"))))
        return .arrayAccess(ArrayAccess(left, property, isNullish: isNullish, range: range(from: start)))
    }

    /// Consumes a decimal number that counts something.
    mutating func parseInteger() throws(HogQLError) -> Int {
        guard isAt(.decimal), let value = Int(spelling(of: current)) else { throw unexpected("a whole number") }
        advance()
        return value
    }

    /// `[e]`, `[low:high]`.
    private mutating func parseIndex(behind left: Expression, from start: Int) throws(HogQLError) -> Expression {
        advance()
        let low = isAt(.colon) ? nil : try parseExpression()
        if let low, take(.rightBracket) {
            return .arrayAccess(ArrayAccess(left, low, range: range(from: start)))
        }
        try expect(.colon, "]")
        let high = isAt(.rightBracket) ? nil : try parseExpression()
        try expect(.rightBracket, "]")
        return .arraySlice(ArraySlice(left, start: low, end: high, range: range(from: start)))
    }

    /// A call of what an expression yields.
    private mutating func parseCall(of callee: Expression, from start: Int) throws(HogQLError) -> Expression {
        if isQuery(at: index + 1), let argument = try parseQueryArgument() {
            if case .field(let field) = callee, field.chain.count == 1 {
                return .call(Call(field.chain[0], [argument], range: range(from: start)))
            }
            return .expressionCall(ExpressionCall(callee, [argument], range: range(from: start)))
        }
        advance()
        let arguments = try parseList(endingWith: .rightParenthesis)
        try expect(.rightParenthesis, ")")
        return .expressionCall(ExpressionCall(callee, arguments, range: range(from: start)))
    }

    /// `(SELECT …)` as the only argument; nil when it is none after all.
    mutating func parseQueryArgument() throws(HogQLError) -> Expression? {
        try attempt(.with) { (parser) throws(HogQLError) in
            parser.advance()
            let query = try parser.parseQuery()
            try parser.expect(.rightParenthesis, ")")
            return .subquery(Subquery(query))
        }
    }

    /// Expressions separated by commas, with or without one at the end; none at all before `end`.
    mutating func parseList(endingWith end: Token.Kind? = nil) throws(HogQLError) -> [Expression] {
        var elements: [Expression] = []
        if let end, isAt(end) { return elements }
        repeat {
            if !elements.isEmpty, !canContinueList { break }
            elements.append(try parseExpression())
        } while take(.comma)
        return elements
    }

    /// Whether another element follows a comma, and not the end of the list.
    private var canContinueList: Bool { canStartOperand(current) && !isAtClause(index) }
}
