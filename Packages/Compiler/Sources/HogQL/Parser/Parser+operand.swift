/// Operands: what an expression begins with.
extension Parser {
    mutating func parseOperand(from start: Int) throws(HogQLError) -> Expression {
        switch current.kind {
        case .name: return try parseWord(from: start)
        case .quotedName: return try parseNamed(from: start)
        case .minus: return try parseMinus(from: start)
        case .leftParenthesis: return try parseParentheses(from: start)
        case .leftBracket: return try parseArray(from: start)
        case .leftBrace: return try parseBraces(from: start)
        default: return try parseLiteral(from: start)
        }
    }

    /// Operands that hold nothing, or seldom; apart from the others, as the parser calls itself through those.
    private mutating func parseLiteral(from start: Int) throws(HogQLError) -> Expression {
        switch current.kind {
        case .string:
            let text = text(of: current)
            advance()
            return .constant(Constant(.string(text), range: range(from: start)))
        case .decimal, .octalDigits, .float, .hexadecimal, .binary, .prefixedOctal, .dot, .plus:
            return .constant(try parseNumber())
        case .star: return try parseStar(from: start)
        case .hash:
            advance()
            return .positionalReference(PositionalReference(try parseInteger(), range: range(from: start)))
        case .templateStart:
            advance()
            return try parseTemplateContents(from: start)
        case .tagStart, .less: return .tag(try parseTag())
        default: throw unexpected("an expression")
        }
    }

    private mutating func parseMinus(from start: Int) throws(HogQLError) -> Expression {
        if isNumber(at: 1) { return .constant(try parseNumber()) }
        advance()
        let operand = try parseExpression(Precedence.negation)
        return .arithmetic(Arithmetic(.subtract, .constant(Constant(.integer(0))), operand, range: range(from: start)))
    }

    // MARK: - Brackets

    private mutating func parseArray(from start: Int) throws(HogQLError) -> Expression {
        advance()
        let elements = try parseList(endingWith: .rightBracket)
        try expect(.rightBracket, "]")
        return .array(Elements(elements, range: range(from: start)))
    }

    private mutating func parseParentheses(from start: Int) throws(HogQLError) -> Expression {
        if let behind = indexBehindPartner(of: index), token(at: behind).kind == .arrow {
            return try parseLambda(from: start)
        }
        if isQuery(at: index + 1), let query = try parseQueryArgument() { return query }
        if let columns = try parseReplacedStar(from: start) { return columns }
        advance()
        let first = try parseExpression()
        return try parseTuple(beginningWith: first, from: start)
    }

    /// The rest of a tuple; an expression alone in parentheses is itself.
    private mutating func parseTuple(
        beginningWith first: Expression,
        from start: Int
    ) throws(HogQLError) -> Expression {
        guard take(.comma) else {
            try expect(.rightParenthesis, ")")
            return first
        }
        let elements = [first] + (try parseList(endingWith: .rightParenthesis))
        try expect(.rightParenthesis, ")")
        return .tuple(Elements(elements, range: range(from: start)))
    }

    /// `{}` and `{a: b}` are a dict, `{a}` is a placeholder.
    private mutating func parseBraces(from start: Int) throws(HogQLError) -> Expression {
        advance()
        if take(.rightBrace) { return .dict(Dict([], range: range(from: start))) }
        let first = try parseExpression()
        if take(.rightBrace) { return .placeholder(Placeholder(first, range: range(from: start))) }
        try expect(.colon, "}")
        var items = [Dict.Item(key: first, value: try parseExpression())]
        while take(.comma), !isAt(.rightBrace) {
            let key = try parseExpression()
            try expect(.colon, ":")
            items.append(Dict.Item(key: key, value: try parseExpression()))
        }
        try expect(.rightBrace, "}")
        return .dict(Dict(items, range: range(from: start)))
    }

    /// `{expression}` and nothing else.
    mutating func parsePlaceholder() throws(HogQLError) -> Placeholder {
        let start = current.start
        try expect(.leftBrace, "{")
        let expression = try parseExpression()
        try expect(.rightBrace, "}")
        return Placeholder(expression, range: range(from: start))
    }

    // MARK: - Names

    /// An operand that begins with a name.
    mutating func parseNamed(from start: Int) throws(HogQLError) -> Expression {
        guard current.isName else { throw unexpected("an expression") }
        switch token(1).kind {
        case .leftParenthesis: return try parseCall(from: start)
        case .arrow where isLambda(), .comma where isLambda(): return try parseLambda(from: start)
        case .colonEquals:
            let name = try parseName()
            advance()
            return .namedArgument(NamedArgument(name, try parseExpression()))
        default: return try parseField(from: start)
        }
    }

    private mutating func parseField(from start: Int) throws(HogQLError) -> Expression {
        let first = current
        var chain = [try parseName()]
        while isAt(.dot) {
            if token(1).kind == .star {
                index += 2
                return try parseExclusion(behind: chain, from: start)
            }
            guard token(1).isName else { break }
            advance()
            chain.append(try parseName())
        }
        if chain.count == 1, first.kind == .name, first.keyword == nil, let value = boolean(chain[0]) {
            return .constant(Constant(.bool(value), range: range(from: start)))
        }
        return .field(Field(chain, range: range(from: start)))
    }

    private func boolean(_ name: String) -> Bool? {
        guard name.utf8.count == 4 || name.utf8.count == 5 else { return nil }
        switch name.lowercased() {
        case "true": return true
        case "false": return false
        default: return nil
        }
    }

    /// `x -> e`, `x, y -> e`, `(x, y) -> e`, `() -> e`.
    mutating func parseLambda(from start: Int) throws(HogQLError) -> Expression {
        let isParenthesized = take(.leftParenthesis)
        var parameters: [String] = []
        while current.isName {
            parameters.append(try parseName())
            guard take(.comma) else { break }
        }
        if isParenthesized { try expect(.rightParenthesis, ")") }
        try expect(.arrow, "->")
        let body = try parseExpression()
        return .lambda(Lambda(parameters, body, range: range(from: start)))
    }
}
