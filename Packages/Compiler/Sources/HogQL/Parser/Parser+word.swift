/// Operands that begin with a keyword, and the names that look like one.
extension Parser {
    mutating func parseWord(from start: Int) throws(HogQLError) -> Expression {
        guard let keyword = current.keyword else { return try parseNamed(from: start) }
        switch keyword {
        case .null:
            advance()
            return .constant(Constant(.null, range: range(from: start)))
        case .inf, .nan: return .constant(try parseNumber())
        case .not where isNegation: return try parseNot(from: start)
        case .case: if let expression = try parseCase(from: start) { return expression }
        case .cast, .tryCast: if let expression = try parseCast(from: start) { return expression }
        case .interval: if let expression = try parseInterval(from: start) { return expression }
        case .columns: if let expression = try parseColumns(from: start) { return expression }
        case .trim where isTrimOfSide: return try parseTrim(from: start)
        case .lambda where isKeywordLambda: return try parseKeywordLambda(from: start)
        case .array where token(1).kind == .leftBracket:
            advance()
            let elements = try parseBracketedList()
            return .array(Elements(elements, range: range(from: start)))
        case .date, .timestamp:
            guard token(1).kind == .string else { break }
            index += 2
            throw unsupported("Unsupported rule: ColumnExpr\(keyword == .date ? "Date" : "Timestamp")", from: start)
        default: break
        }
        return try parseNamed(from: start)
    }

    private mutating func parseBracketedList() throws(HogQLError) -> [Expression] {
        advance()
        let elements = try parseList(endingWith: .rightBracket)
        try expect(.rightBracket, "]")
        return elements
    }

    // MARK: - NOT

    /// Whether the NOT here negates what follows; `not(a)` is a call, and `not` may be a name as well.
    private var isNegation: Bool {
        let next = token(1)
        switch next.kind {
        case .leftParenthesis:
            // `NOT (SELECT …)` and `NOT () -> a` negate, as neither can be an argument.
            if isQuery(at: index + 2), token(2).kind == .name { return true }
            guard let behind = indexBehindPartner(of: index + 1) else { return false }
            return token(at: behind).kind == .arrow
        case .star: return beginsNewOperand(at: index + 1)
        case .plus, .minus: return next.kind == .plus ? isNumber(at: 2) : canStartOperand(token(2))
        case .name:
            guard let keyword = next.keyword, keyword.isInfix || keyword == .from else { return canStartOperand(next) }
            switch token(2).kind {
            case .leftParenthesis, .dot, .comma, .rightParenthesis, .rightBracket, .rightBrace, .endOfText: return true
            default: return false
            }
        default: return canStartOperand(next)
        }
    }

    private mutating func parseNot(from start: Int) throws(HogQLError) -> Expression {
        advance()
        let operand = try parseExpression(Precedence.not)
        return .not(Not(operand, range: range(from: start)))
    }

    // MARK: - CASE

    private mutating func parseCase(from start: Int) throws(HogQLError) -> Expression? {
        guard canStartOperand(token(1)) else { return nil }
        return try attempt(.caseExpression) { (parser) throws(HogQLError) in
            parser.advance()
            let subject = parser.isAt(.when) ? try parser.parseSubjectNamedWhen() : try parser.parseExpression()
            var arguments: [Expression] = []
            while parser.take(.when) {
                arguments.append(try parser.parseExpression())
                try parser.expect(.then)
                arguments.append(try parser.parseExpression())
            }
            guard !arguments.isEmpty else { throw parser.unexpected("WHEN") }
            let isElse = parser.take(.else)
            arguments.append(isElse ? try parser.parseExpression() : .constant(Constant(.null)))
            try parser.expect(.end)
            return .call(parser.caseCall(subject, arguments, from: start))
        }
    }

    /// `CASE when WHEN 1 THEN 2 END`: a column of that name; nil for the keyword.
    private mutating func parseSubjectNamedWhen() throws(HogQLError) -> Expression? {
        token(1).keyword == .when ? try parseExpression() : nil
    }

    private func caseCall(_ subject: Expression?, _ arguments: [Expression], from start: Int) -> Call {
        if let subject { return Call("_caseWithExpression", [subject] + arguments, range: range(from: start)) }
        return Call(arguments.count == 3 ? "if" : "multiIf", arguments, range: range(from: start))
    }

    // MARK: - INTERVAL

    private mutating func parseInterval(from start: Int) throws(HogQLError) -> Expression? {
        guard canStartOperand(token(1)) else { return nil }
        let withUnit = try attempt(.interval) { (parser) throws(HogQLError) -> Expression in
            parser.advance()
            let count = try parser.parseExpression()
            guard let unit = parser.current.keyword, unit.isIntervalUnit else {
                throw parser.unexpected("a unit of time")
            }
            parser.advance()
            return parser.intervalCall(unit, count, from: start)
        }
        if let withUnit { return withUnit }
        guard token(1).kind == .string else { return nil }
        return try parseIntervalText(from: start)
    }

    private func intervalCall(_ unit: Keyword, _ count: Expression, from start: Int) -> Expression {
        let unitName = "\(unit)"
        let name = "toInterval" + unitName.prefix(1).uppercased() + unitName.dropFirst()
        return .call(Call(name, [count], range: range(from: start)))
    }

    /// `INTERVAL '5 days'`: exactly one blank, the unit in small letters, singular or plural.
    private mutating func parseIntervalText(from start: Int) throws(HogQLError) -> Expression {
        advance()
        let text = text(of: current)
        advance()
        guard let blank = text.firstIndex(of: " ") else {
            throw unsupported("Unsupported interval type: must be in the format '<count> <unit>'", from: start)
        }
        let digits = text[..<blank]
        guard !digits.isEmpty, digits.utf8.allSatisfy(Lexer.isDigit), let count = Int64(digits) else {
            throw unsupported("Unsupported interval count: '\(digits)' is not a valid integer", from: start)
        }
        let name = text[text.index(after: blank)...]
        let singular = name.hasSuffix("s") ? name.dropLast() : name
        guard let unit = Keyword.allCases.first(where: { $0.isIntervalUnit && "\($0)" == singular }) else {
            throw unsupported("Unsupported interval unit: \(name)", from: start)
        }
        return intervalCall(unit, .constant(Constant(.integer(count))), from: start)
    }

    // MARK: - TRIM, LAMBDA

    private var isTrimOfSide: Bool {
        guard token(1).kind == .leftParenthesis, [.both, .leading, .trailing].contains(token(2).keyword) else {
            return false
        }
        return token(3).kind == .string || token(3).kind == .templateStart
    }

    private mutating func parseTrim(from start: Int) throws(HogQLError) -> Expression {
        index += 2
        let name: String
        switch current.keyword {
        case .leading: name = "trimLeft"
        case .trailing: name = "trimRight"
        default: name = "trim"
        }
        advance()
        let characters = try parseOperand(from: current.start)
        try expect(.from)
        let operand = try parseExpression()
        try expect(.rightParenthesis, ")")
        return .call(Call(name, [operand, characters], range: range(from: start)))
    }

    /// `lambda x, y: e`.
    private var isKeywordLambda: Bool {
        var distance = 1
        while token(distance).isName {
            distance += 1
            guard token(distance).kind == .comma else { break }
            distance += 1
        }
        return distance > 1 && token(distance).kind == .colon
    }

    private mutating func parseKeywordLambda(from start: Int) throws(HogQLError) -> Expression {
        advance()
        var parameters: [String] = []
        while current.isName {
            parameters.append(try parseName())
            _ = take(.comma)
        }
        try expect(.colon, ":")
        let body = try parseExpression()
        return .lambda(Lambda(parameters, body, range: range(from: start)))
    }
}
