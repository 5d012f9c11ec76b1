/// Common table expressions.
extension Parser {
    mutating func parseWith() throws(HogQLError) -> [CommonTableExpression] {
        advance()
        let isRecursive = isAt(.recursive) && isRecursiveMark
        if isRecursive { advance() }
        var ctes: [CommonTableExpression] = []
        repeat {
            if !ctes.isEmpty, isEndOfWith { break }
            var cte = try isTableExpression ? parseTableExpression() : parseColumnExpression()
            cte.isRecursive = isRecursive
            ctes.append(cte)
        } while take(.comma)
        return ctes
    }

    /// Whether a comma was the last one, and the query follows.
    private var isEndOfWith: Bool {
        guard isAt(.leftParenthesis), isQuery(at: index + 1) else { return isAt(.select) }
        return indexBehindPartner(of: index).map { token(at: $0).keyword != .as } ?? false
    }

    /// Whether the RECURSIVE here is the keyword and not the name of the first expression.
    private var isRecursiveMark: Bool {
        let next = token(1)
        guard next.kind == .leftParenthesis else { return canStartOperand(next) && next.keyword != .as }
        guard let behind = indexBehindPartner(of: index + 1) else { return false }
        return token(at: behind).keyword != .as || token(at: behind + 1).kind != .leftParenthesis
    }

    /// Whether `name [(columns)] [USING KEY (columns)] AS [[NOT] MATERIALIZED] (query)` begins here.
    private var isTableExpression: Bool {
        guard current.isName else { return false }
        var position = index + 1
        if token(at: position).kind == .leftParenthesis, token(at: position + 1).isName {
            guard let behind = indexBehindPartner(of: position) else { return false }
            position = behind
        }
        if token(at: position).keyword == .using, token(at: position + 1).keyword == .key {
            guard token(at: position + 2).kind == .leftParenthesis,
                let behind = indexBehindPartner(of: position + 2)
            else { return false }
            position = behind
        }
        guard token(at: position).keyword == .as else { return false }
        position += 1
        if token(at: position).keyword == .materialized { position += 1 }
        if token(at: position).keyword == .not, token(at: position + 1).keyword == .materialized { position += 2 }
        return token(at: position).kind == .leftParenthesis && isQuery(at: position + 1, orPlaceholder: true)
    }

    private mutating func parseTableExpression() throws(HogQLError) -> CommonTableExpression {
        let start = current.start
        let name = try parseName()
        let columns = isAt(.leftParenthesis) ? try parseNames() : nil
        let usingKey = take(.using, .key) ? try parseNames() : nil
        try expect(.as)
        var isMaterialized: Bool?
        if isAt(.materialized) || isAt(.not) {
            isMaterialized = !take(.not)
            try expect(.materialized)
        }
        try expect(.leftParenthesis, "(")
        let query = try parseQuery()
        try expect(.rightParenthesis, ")")
        var cte = CommonTableExpression(name, .table(query), range: range(from: start))
        cte.columns = columns
        cte.usingKey = usingKey
        cte.isMaterialized = isMaterialized
        return cte
    }

    private mutating func parseColumnExpression() throws(HogQLError) -> CommonTableExpression {
        let start = current.start
        let outer = endingAs
        endingAs =
            indexOfEndingAs(until: tokens.count) { index in
                guard token(at: index + 1).isName else { return false }
                let next = token(at: index + 2)
                return next.kind == .comma || next.kind == .leftParenthesis || next.keyword == .select
            } ?? -1
        let expression = try parseExpression()
        try expect(.as)
        endingAs = outer
        let name = try parseName("a name after AS")
        return CommonTableExpression(name, .column(expression), range: range(from: start))
    }

    /// `(a, b)`.
    mutating func parseNames() throws(HogQLError) -> [String] {
        try expect(.leftParenthesis, "(")
        var names: [String] = []
        repeat { names.append(try parseName()) } while take(.comma)
        try expect(.rightParenthesis, ")")
        return names
    }
}
