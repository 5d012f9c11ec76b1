/// FROM: tables and how they are joined.
extension Parser {
    /// A table with everything that is joined to it, as one chain.
    mutating func parseJoinChain() throws(HogQLError) -> JoinExpression {
        linked(try parseJoins())
    }

    /// Makes a chain of tables, from its end so that each is touched once.
    private func linked(_ tables: [JoinExpression]) -> JoinExpression {
        var chain = tables[tables.count - 1]
        for table in tables.dropLast().reversed() {
            var first = table
            first.next = chain
            chain = first
        }
        return chain
    }

    /// The tables of a chain in their order, each with the type and the constraint of its join.
    private mutating func parseJoins(onlyTight isTight: Bool = false) throws(HogQLError) -> [JoinExpression] {
        let (outerDepth, outerHeight) = (depth, height)
        try descend()
        let start = current.start
        var tables = try parseFirstTables()
        while true {
            if let type = takeCrossJoin(unless: isTight) {
                var right = try parseJoins(onlyTight: true)
                right[0].joinType = type
                tables += right
            } else if let type = takeJoin() {
                var right = try parseJoins()
                right[0].joinType = type
                right[0].constraint = try parseConstraint()
                tables += right
            } else if isPivot {
                tables = [JoinExpression(try parsePivot(of: linked(tables), from: start), range: range(from: start))]
            } else {
                break
            }
            // Every stage after this one recurses over the chain.
            height = max(height, tables.count)
            guard height <= Self.maximumHeight else { throw tooDeep() }
        }
        height = max(outerHeight, height)
        depth = outerDepth
        return tables
    }

    private mutating func parseFirstTables() throws(HogQLError) -> [JoinExpression] {
        guard isAt(.leftParenthesis), !isQuery(at: index + 1, orPlaceholder: true) else {
            return [try parseTable()]
        }
        if isAt(.leftParenthesis), token(1).keyword == .values, let table = try parseValuesTable() { return [table] }
        advance()
        let tables = try parseJoins()
        try expect(.rightParenthesis, ")")
        return tables
    }

    private mutating func parseValuesTable() throws(HogQLError) -> JoinExpression? {
        try attempt(.values) { (parser) throws(HogQLError) in try parser.parseTable() }
    }

    // MARK: - The kind of join

    private mutating func takeCrossJoin(unless isTight: Bool) -> String? {
        guard !isTight else { return nil }
        if isAt(.comma), canStartTable(token(1)) {
            advance()
            return "CROSS JOIN"
        }
        return take(.cross, .join) ? "CROSS JOIN" : nil
    }

    private func canStartTable(_ token: Token) -> Bool {
        token.isName || [.leftParenthesis, .leftBrace, .tagStart, .less].contains(token.kind)
    }

    /// Consumes `[NATURAL] … JOIN` and gives the type of the join in the order the tree has it.
    private mutating func takeJoin() -> String? {
        var position = index
        if token(at: position).keyword == .positional, token(at: position + 1).keyword == .join {
            index += 2
            return "POSITIONAL JOIN"
        }
        if token(at: position).keyword == .natural { position += 1 }
        var words: [Keyword] = []
        while words.count <= 4, let keyword = token(at: position).keyword, keyword != .join {
            words.append(keyword)
            position += 1
        }
        guard token(at: position).keyword == .join, let type = JoinWords.type(words) else { return nil }
        index = position + 1
        return type
    }

    private mutating func parseConstraint() throws(HogQLError) -> JoinExpression.Constraint? {
        let start = current.start
        if take(.on) {
            let expressions = try parseList()
            guard expressions.count == 1 else {
                throw unsupported("Unsupported: JOIN ... ON with multiple expressions", from: start)
            }
            return JoinExpression.Constraint(.on, expressions[0], range: range(from: start))
        }
        guard isAt(.using), token(1).keyword != .sample else { return nil }
        advance()
        let behind = isAt(.leftParenthesis) ? indexBehindPartner(of: index) : nil
        let isParenthesized = behind.map { token(at: $0).kind != .comma && token(at: $0).kind != .dot } ?? false
        if isParenthesized { advance() }
        let names = try parseList()
        if isParenthesized { try expect(.rightParenthesis, ")") }
        let expression = names.count == 1 ? names[0] : .tuple(Elements(names))
        return JoinExpression.Constraint(.using, expression, range: range(from: start))
    }
}

/// The words before JOIN.
enum JoinWords {
    /// The type of a join as the tree names it; nil when the words make none.
    static func type(_ words: [Keyword]) -> String? {
        var rest = words[...]
        let strictness = takeStrictness(&rest)
        guard let side = rest.first else { return plain(strictness) }
        rest.removeFirst()
        var isOuter = false
        if side != .inner, rest.first == .outer {
            isOuter = true
            rest.removeFirst()
        }
        let later = strictness.isEmpty ? takeStrictness(&rest) : []
        guard rest.isEmpty, later.count < 2 else { return nil }
        return type(side, isOuter: isOuter, strictness + later)
    }

    private static func takeStrictness(_ words: inout Swift.ArraySlice<Keyword>) -> [Keyword] {
        guard let first = words.first, [.all, .any, .asof, .anti, .semi].contains(first) else { return [] }
        words.removeFirst()
        guard first == .asof, let second = words.first, second == .anti || second == .semi else { return [first] }
        words.removeFirst()
        return [first, second]
    }

    private static func plain(_ strictness: [Keyword]) -> String {
        guard let first = strictness.first else { return "JOIN" }
        let name = text(strictness)
        return strictness.count == 1 && [.all, .any, .asof].contains(first) ? "\(name) INNER JOIN" : "\(name) JOIN"
    }

    private static func type(_ side: Keyword, isOuter: Bool, _ strictness: [Keyword]) -> String? {
        let isExistential = strictness.contains(.anti) || strictness.contains(.semi)
        switch side {
        case .inner where !isExistential: return text(strictness + [.inner, .join])
        case .full where !isExistential, .left, .right:
            return text([side] + (isOuter ? [.outer] : []) + strictness.reversed() + [.join])
        default: return nil
        }
    }

    private static func text(_ words: [Keyword]) -> String {
        words.map { "\($0)".uppercased() }.joined(separator: " ")
    }
}
