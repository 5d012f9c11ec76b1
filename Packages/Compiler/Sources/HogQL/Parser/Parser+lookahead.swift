/// What a word means here: answered by the tokens that follow, without consuming any.
extension Parser {
    /// Whether an expression can begin with this token; nearly every name can.
    func canStartOperand(_ token: Token) -> Bool {
        switch token.kind {
        case .name: token.keyword?.isReserved != true || [.null, .inf, .nan].contains(token.keyword)
        case .quotedName, .string, .decimal, .octalDigits, .float, .hexadecimal, .binary, .prefixedOctal,
            .leftParenthesis, .leftBracket, .leftBrace, .plus, .minus, .star, .hash, .templateStart, .tagStart:
            true
        case .less, .dot: false
        default: false
        }
    }

    /// Whether a number follows the sign at this distance.
    func isNumber(at distance: Int) -> Bool {
        let token = token(distance)
        switch token.kind {
        case .decimal, .octalDigits, .float, .hexadecimal, .binary, .prefixedOctal: return true
        case .dot: return [.decimal, .octalDigits].contains(self.token(distance + 1).kind)
        default: return token.keyword == .inf || token.keyword == .nan
        }
    }

    /// Whether the token begins something that cannot also continue the expression before it.
    ///
    /// It decides whether a word before it is an operator with its operand, or a name: `a IN COHORT 1`, `DISTINCT b`.
    func beginsNewOperand(at index: Int) -> Bool {
        let token = token(at: index)
        switch token.kind {
        case .star: return !canStartOperand(self.token(at: index + 1)) || isAtClause(index + 1)
        case .name:
            guard let keyword = token.keyword else { return true }
            if keyword == .not { return !isNegatedInfix(at: index) }
            if keyword.isInfix { return standsForItself(at: index) }
            return canStartOperand(token) && (!isAtClause(index) || standsForItself(at: index))
        default: return canStartOperand(token)
        }
    }

    /// Whether the keyword there is followed by what can only follow an operand, so it must be a name.
    private func standsForItself(at index: Int) -> Bool {
        let next = token(at: index + 1)
        switch next.kind {
        case .comma, .dot, .rightParenthesis, .rightBracket, .endOfText, .equal, .doubleEqual, .notEqual: return true
        case .leftParenthesis: return token(at: index).keyword?.isInfix == true
        case .name: return next.keyword == .from || next.keyword == .as
        default: return false
        }
    }

    /// `NOT IN`, `NOT LIKE`, `NOT ILIKE`, `NOT BETWEEN` with an operand behind.
    func isNegatedInfix(at index: Int) -> Bool {
        guard token(at: index).keyword == .not else { return false }
        switch token(at: index + 1).keyword {
        case .in, .like, .ilike, .between: return true
        default: return false
        }
    }

    /// Whether a clause of a SELECT, or its end, stands there.
    func isAtClause(_ index: Int) -> Bool {
        let token = token(at: index)
        guard let keyword = token.keyword else {
            return [.endOfText, .rightParenthesis, .semicolon].contains(token.kind)
        }
        let next = self.token(at: index + 1)
        switch keyword {
        case .group, .order: return next.keyword == .by
        case .array: return next.keyword == .join
        case .left, .inner: return next.keyword == .array
        case .using: return next.keyword == .sample
        case .with: return [.totals, .rollup, .cube].contains(next.keyword)
        case .window: return next.isName && self.token(at: index + 2).keyword == .as
        case .union, .intersect, .except: return true
        case .from, .prewhere, .where, .sample, .having, .qualify, .limit, .offset, .settings:
            return canStartOperand(next) && (next.keyword == nil || !isAtClause(index + 1)) && !isCallOfKeyword(index)
        default: return false
        }
    }

    /// `where(x) from t` behind a comma is a call.
    private func isCallOfKeyword(_ index: Int) -> Bool {
        guard token(at: index + 1).kind == .leftParenthesis, let behind = indexBehindPartner(of: index + 1) else {
            return false
        }
        let next = token(at: behind)
        return next.kind == .comma || next.keyword == .from || next.keyword == .as
    }

    /// Whether a query begins there, and not an expression.
    func isQuery(at start: Int, orPlaceholder: Bool = false) -> Bool {
        var index = start
        while true {
            let token = token(at: index)
            switch token.kind {
            case .name:
                guard token.keyword == .select || token.keyword == .with else { return false }
                return canStartOperand(self.token(at: index + 1))
            case .leftParenthesis, .leftBrace:
                guard let behind = indexBehindPartner(of: index) else { return false }
                if continuesQuery(at: behind) { return true }
                guard self.token(at: behind).kind == .rightParenthesis else { return false }
                if token.kind == .leftBrace { return orPlaceholder }
                index += 1
            default: return false
            }
        }
    }

    /// Whether a set operator or a clause of a whole set stands there.
    private func continuesQuery(at index: Int) -> Bool {
        switch token(at: index).keyword {
        case .union, .intersect, .except: true
        case .order: token(at: index + 1).keyword == .by
        case .limit, .offset: true
        default: false
        }
    }

    /// Whether names from here on, separated by commas, lead to an arrow: `x, y -> …`.
    mutating func isLambda() -> Bool {
        guard !indicesWithoutArrow.contains(index) else { return false }
        var position = index
        while token(at: position).isName {
            position += 1
            if token(at: position).kind == .arrow { return true }
            guard token(at: position).kind == .comma else { break }
            position += 1
            if token(at: position).kind == .arrow { return true }
        }
        indicesWithoutArrow = index..<max(position, index + 1)
        return false
    }

    /// The first `AS` outside of brackets that ends an expression, as `isEnd` says of its index.
    func indexOfEndingAs(until end: Int, where isEnd: (Int) -> Bool) -> Int? {
        var position = index
        while position < end {
            switch tokens[position].kind {
            case .leftParenthesis, .leftBracket, .leftBrace:
                guard let behind = indexBehindPartner(of: position) else { return nil }
                position = behind
                continue
            case .rightParenthesis, .endOfText: return nil
            default: break
            }
            if tokens[position].keyword == .as, isEnd(position) { return position }
            position += 1
        }
        return nil
    }
}
