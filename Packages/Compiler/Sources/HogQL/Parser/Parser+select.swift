/// One SELECT, clause by clause.
extension Parser {
    mutating func parseSelect(
        from start: Int,
        with ctes: [CommonTableExpression]?
    ) throws(HogQLError) -> SelectQuery {
        var query = SelectQuery()
        query.ctes = ctes
        try parseColumns(of: &query)
        if take(.from) { query.from = try parseJoinChain() }
        try parseConditions(of: &query, from: start)
        try parseGroups(of: &query, from: start)
        try parseOrder(of: &query)
        try refuseExtras(from: start)
        query.range = range(from: start)
        return query
    }

    private mutating func parseColumns(of query: inout SelectQuery) throws(HogQLError) {
        guard take(.select) else { throw unexpected("SELECT") }
        query.isDistinct = takeDistinct()
        let start = current.start
        let isTop = isAt(.top) && isNumber(at: 1)
        if isTop { try skipTop() }
        query.select = try parseColumns()
        if isTop { throw unsupported("Unsupported: SelectStmt.topClause()", from: start) }
    }

    private mutating func parseConditions(of query: inout SelectQuery, from start: Int) throws(HogQLError) {
        query.arrayJoin = try parseArrayJoin(from: start, hasTable: query.from != nil)
        if take(.prewhere) { query.prewhere = try parseExpression() }
        if take(.where) { query.where = try parseExpression() }
        try refuseSample(from: start)
    }

    private mutating func parseGroups(of query: inout SelectQuery, from start: Int) throws(HogQLError) {
        query.groupBy = try parseGroupBy()
        query.groupModifier = parseGroupModifier()
        if take(.having) { query.having = try parseExpression() }
        if take(.qualify) { query.qualify = try parseExpression() }
        try refuseSample(from: start)
    }

    private mutating func parseOrder(of query: inout SelectQuery) throws(HogQLError) {
        if take(.window) { query.windows = try parseWindows() }
        if take(.order) {
            try expect(.by)
            query.orderBy = try parseOrderList()
            query.interpolate = try parseInterpolate()
        }
        try parseLimits(of: &query)
    }

    private func refuseExtras(from start: Int) throws(HogQLError) {
        if isAt(.settings) { throw unsupported("Unsupported: SelectStmt.settingsClause()", from: start) }
    }

    private mutating func takeDistinct() -> Bool {
        guard isAt(.distinct), beginsNewOperand(at: index + 1) || token(1).keyword == .from else { return false }
        if token(1).keyword == .order, token(2).keyword == .by { return false }
        advance()
        return true
    }

    private mutating func skipTop() throws(HogQLError) {
        advance()
        _ = try parseNumber()
        _ = take(.with, .ties)
    }

    private mutating func refuseSample(from start: Int) throws(HogQLError) {
        guard isAt(.sample) || isAt(.using, .sample) else { return }
        throw unsupported("Unsupported: SelectStmt.sampleClause()", from: start)
    }

    // MARK: - Columns

    private mutating func parseColumns() throws(HogQLError) -> [Expression] {
        var columns: [Expression] = []
        repeat {
            if !columns.isEmpty, isEndOfColumns { break }
            columns.append(try parseColumn())
        } while take(.comma)
        return columns
    }

    /// Whether a comma was the last one, and a clause follows it.
    private var isEndOfColumns: Bool {
        guard isAt(.from) else { return isAtClause(index) || !canStartOperand(current) }
        // `a, FROM b, FROM c`: the last FROM behind a comma begins the clause, those before are columns.
        guard canStartOperand(token(1)) else { return false }
        var position = index + 1
        while position < tokens.count {
            switch tokens[position].kind {
            case .leftParenthesis, .leftBracket, .leftBrace:
                guard let behind = indexBehindPartner(of: position) else { return true }
                position = behind
                continue
            case .rightParenthesis, .rightBracket, .rightBrace, .endOfText: return true
            case .comma where token(at: position + 1).keyword == .from: return false
            case .name where [.union, .intersect, .except].contains(tokens[position].keyword): return true
            default: break
            }
            position += 1
        }
        return true
    }

    private mutating func parseColumn() throws(HogQLError) -> Expression {
        let start = current.start
        if isAt(.from), isImplicitAlias(token(1)) {
            let range = start..<token(1).end
            throw syntaxError("Cannot use \"from\" before an implicit alias", at: range)
        }
        if current.isName, token(1).kind == .colon {
            let name = try parseName()
            advance()
            let expression = try parseExpression()
            return .alias(Alias(name, expression, range: range(from: start)))
        }
        let expression = try parseExpression()
        guard isImplicitAlias(current) else { return expression }
        try checkAlias(from: start)
        let name = try parseName()
        return .alias(Alias(name, expression, range: range(from: start)))
    }

    private func isImplicitAlias(_ token: Token) -> Bool {
        switch token.kind {
        case .quotedName: true
        case .name: token.keyword?.isImplicitAlias ?? true
        default: false
        }
    }

    // MARK: - ARRAY JOIN, GROUP BY, WINDOW

    private mutating func parseArrayJoin(from start: Int, hasTable: Bool) throws(HogQLError) -> ArrayJoin? {
        let kind: ArrayJoin.Kind
        switch (current.keyword, token(1).keyword) {
        case (.array, .join): kind = .plain
        case (.left, .array): kind = .left
        case (.inner, .array): kind = .inner
        default: return nil
        }
        if kind != .plain { advance() }
        advance()
        try expect(.join)
        guard hasTable else {
            throw syntaxError("Using ARRAY JOIN without a FROM clause is not permitted", at: range(from: start))
        }
        let expressions = try parseList()
        for expression in expressions {
            if case .alias = expression { continue }
            throw syntaxError("ARRAY JOIN arrays must have an alias", at: expression.range)
        }
        return ArrayJoin(kind, expressions)
    }

    private mutating func parseGroupBy() throws(HogQLError) -> GroupBy? {
        guard take(.group) else { return nil }
        try expect(.by)
        switch (current.keyword, token(1).kind) {
        case (.all, _) where isWholeOperand(behind: index + 1):
            advance()
            return .all
        case (.cube, .leftParenthesis), (.rollup, .leftParenthesis):
            guard let behind = indexBehindPartner(of: index + 1), isWholeOperand(behind: behind) else { break }
            let isCube = isAt(.cube)
            index += 2
            let expressions = try parseList()
            try expect(.rightParenthesis, ")")
            return isCube ? .cube(expressions) : .rollup(expressions)
        case (.grouping, .name) where token(1).keyword == .sets:
            index += 2
            return .groupingSets(try parseGroupingSets())
        default: break
        }
        return .expressions(try parseList())
    }

    /// `WITH ROLLUP`, `WITH CUBE`; `WITH TOTALS` is accepted and without effect, as in the reference.
    private mutating func parseGroupModifier() -> GroupModifier? {
        var modifier: GroupModifier?
        if isAt(.with, .cube) || isAt(.with, .rollup) {
            modifier = isAt(.with, .cube) ? .cube : .rollup
            index += 2
        }
        _ = take(.with, .totals)
        return modifier
    }

    /// Whether nothing that continues an expression, or a list, stands there.
    private func isWholeOperand(behind index: Int) -> Bool {
        let token = token(at: index)
        switch token.kind {
        case .endOfText, .rightParenthesis, .semicolon: return true
        case .name: return token.keyword.map { !$0.isInfix && $0 != .not } ?? false
        default: return false
        }
    }

    private mutating func parseGroupingSets() throws(HogQLError) -> [GroupBy.GroupingSet] {
        try expect(.leftParenthesis, "(")
        var sets: [GroupBy.GroupingSet] = []
        repeat {
            let start = current.start
            try expect(.leftParenthesis, "(")
            let expressions = try parseList(endingWith: .rightParenthesis)
            try expect(.rightParenthesis, ")")
            sets.append(GroupBy.GroupingSet(expressions, range: range(from: start)))
        } while take(.comma)
        try expect(.rightParenthesis, ")")
        return sets
    }

    private mutating func parseWindows() throws(HogQLError) -> [NamedWindow] {
        var windows: [NamedWindow] = []
        repeat {
            let name = try parseName("a name for the window")
            try expect(.as)
            windows.append(NamedWindow(name, try parseParenthesizedWindow()))
        } while take(.comma)
        return windows
    }
}
