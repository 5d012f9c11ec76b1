/// One table of FROM.
extension Parser {
    /// A table with its aliases, FINAL and SAMPLE.
    mutating func parseTable() throws(HogQLError) -> JoinExpression {
        let start = current.start
        var table = try parseBareTable()
        try parseTableSuffixes(of: &table, from: start)
        let isAliased = table.alias != nil
        if take(.final) { table.isFinal = true }
        if isAt(.sample) { table.sample = try parseSample() }
        // An alias ends the place of a table, so do the arguments of a function: what follows is outside of it.
        if case .function = table.table { return table }
        if !isAliased { table.range = range(from: start) }
        return table
    }

    private mutating func parseBareTable() throws(HogQLError) -> JoinExpression {
        let start = current.start
        switch current.kind {
        case .leftParenthesis:
            advance()
            let isValues = isAt(.values) && !isQuery(at: index)
            let query = isValues ? try parseValues() : try parseQuery()
            try expect(.rightParenthesis, ")")
            return JoinExpression(.query(query))
        case .leftBrace: return JoinExpression(.query(.placeholder(try parsePlaceholder())))
        case .tagStart, .less: return JoinExpression(.query(.tag(try parseTag())))
        default: break
        }
        guard current.isName else { throw unexpected("a table") }
        var chain = [try parseName()]
        while isAt(.dot) {
            advance()
            chain.append(try parseName())
        }
        let field = Field(chain, range: range(from: start))
        guard chain.count == 1, take(.leftParenthesis) else { return JoinExpression(.name(field)) }
        let arguments = try parseList(endingWith: .rightParenthesis)
        try expect(.rightParenthesis, ")")
        return JoinExpression(.function(field, arguments: arguments), range: range(from: start))
    }

    /// `VALUES (1, 'a'), (2, 'b')`.
    private mutating func parseValues() throws(HogQLError) -> Query {
        let start = current.start
        advance()
        var rows: [[Expression]] = []
        repeat {
            try expect(.leftParenthesis, "(")
            var row: [Expression] = []
            repeat { row.append(try parseExpression()) } while take(.comma)
            try expect(.rightParenthesis, ")")
            rows.append(row)
        } while take(.comma)
        return .values(ValuesQuery(rows, range: range(from: start)))
    }

    /// Aliases, of which the last one counts, and PIVOT or UNPIVOT.
    private mutating func parseTableSuffixes(of table: inout JoinExpression, from start: Int) throws(HogQLError) {
        while true {
            if isPivot {
                if table.alias != nil, table.range == nil { table.range = range(from: start) }
                table = JoinExpression(try parsePivot(of: table, from: start))
            } else if isTableAlias {
                _ = take(.as)
                try checkAlias(from: start)
                let isFirst = table.alias == nil
                table.alias = try parseName()
                if isAt(.leftParenthesis) { table.columnAliases = try parseNames() }
                if isFirst, table.range == nil { table.range = range(from: start) }
            } else {
                return
            }
        }
    }

    private var isTableAlias: Bool {
        switch current.kind {
        case .quotedName: true
        case .name:
            if let keyword = current.keyword {
                keyword == .as ? token(1).isName : keyword.isTableAlias
            } else {
                true
            }
        default: false
        }
    }

    // MARK: - SAMPLE

    private mutating func parseSample() throws(HogQLError) -> Sample {
        let start = current.start
        advance()
        let ratio = try parseRatio()
        _ = take(.percent)
        var sample = Sample(ratio)
        if isAt(.offset), isNumber(at: 1) || token(1).kind == .leftBrace || [.plus, .minus].contains(token(1).kind) {
            advance()
            sample.offset = try parseRatio()
        }
        if isAt(.leftParenthesis), token(1).isName, token(2).kind == .rightParenthesis { index += 3 }
        sample.range = range(from: start)
        return sample
    }

    private mutating func parseRatio() throws(HogQLError) -> Sample.Ratio {
        if isAt(.leftBrace) { return .placeholder(try parsePlaceholder()) }
        let start = current.start
        let left = try parseNumber()
        let right = take(.slash) ? try parseNumber() : nil
        return .fraction(Sample.Fraction(left, right, range: range(from: start)))
    }
}
