/// PIVOT and UNPIVOT.
extension Parser {
    var isPivot: Bool {
        switch current.keyword {
        case .pivot: token(1).kind == .leftParenthesis
        case .unpivot: token(1).kind == .leftParenthesis || token(1).keyword == .include
        default: false
        }
    }

    mutating func parsePivot(of table: JoinExpression, from start: Int) throws(HogQLError) -> JoinExpression.Table {
        if take(.unpivot) { return .unpivot(try parseUnpivot(of: table, from: start)) }
        advance()
        try expect(.leftParenthesis, "(")
        var pivot = Pivot(table, aggregates: [], columns: [])
        repeat { pivot.aggregates.append(try parseExpression()) } while take(.comma) && !isAt(.for)
        try expect(.for)
        repeat {
            let column = try parseOneOrTuple()
            pivot.columns.append(Pivot.Column(column, values: try parseInList()))
        } while !isAt(.rightParenthesis) && !isAt(.group, .by)
        if take(.group, .by) { pivot.groupBy = try parseList() }
        try expect(.rightParenthesis, ")")
        pivot.range = range(from: start)
        return .pivot(pivot)
    }

    private mutating func parseUnpivot(of table: JoinExpression, from start: Int) throws(HogQLError) -> Unpivot {
        let includesNulls = take(.include)
        if includesNulls { try expect(.nulls) }
        try expect(.leftParenthesis, "(")
        var columns: [Unpivot.Column] = []
        repeat {
            if !columns.isEmpty, isAt(.rightParenthesis) { break }
            let values = try parseOneOrTuple()
            try expect(.for)
            let names = try parseOneOrTuple()
            let unpivoted = try parseInList()
            columns.append(Unpivot.Column(values: [values], names: [names], unpivoted: unpivoted))
            // Further names are accepted and without effect, as in the reference.
            while !isAt(.comma), !isAt(.rightParenthesis) {
                _ = try parseOneOrTuple()
                _ = try parseInList()
            }
        } while take(.comma)
        try expect(.rightParenthesis, ")")
        return Unpivot(table, columns: columns, includesNulls: includesNulls, range: range(from: start))
    }

    private mutating func parseInList() throws(HogQLError) -> [Expression] {
        try expect(.in)
        try expect(.leftParenthesis, "(")
        let values = try parseList()
        try expect(.rightParenthesis, ")")
        return values
    }

    /// An expression that an IN behind it does not belong to; of several in parentheses a tuple.
    private mutating func parseOneOrTuple() throws(HogQLError) -> Expression {
        let outer = endingIn
        defer { endingIn = outer }
        if isAt(.leftParenthesis), let behind = indexBehindPartner(of: index),
            token(at: behind).keyword == .in || token(at: behind).keyword == .for
        {
            advance()
            let elements = try parseList()
            try expect(.rightParenthesis, ")")
            return .tuple(Elements(elements))
        }
        endingIn = indexOfEndingIn
        return try parseExpression()
    }

    /// The IN whose list is followed by the next column or by the end.
    private var indexOfEndingIn: Int {
        var position = index
        while position < tokens.count {
            let token = tokens[position]
            switch token.kind {
            case .leftParenthesis, .leftBracket, .leftBrace:
                guard let behind = indexBehindPartner(of: position) else { return -1 }
                position = behind
                continue
            case .rightParenthesis, .endOfText: return -1
            default: break
            }
            if token.keyword == .in, self.token(at: position + 1).kind == .leftParenthesis,
                let behind = indexBehindPartner(of: position + 1), endsColumn(behind)
            {
                return position
            }
            position += 1
        }
        return -1
    }

    private func endsColumn(_ index: Int) -> Bool {
        let token = token(at: index)
        if token.keyword?.isInfix == true || isNegatedInfix(at: index) { return false }
        return token.kind == .rightParenthesis || token.kind == .comma || canStartOperand(token)
    }
}
