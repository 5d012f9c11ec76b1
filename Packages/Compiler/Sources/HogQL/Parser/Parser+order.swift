/// ORDER BY, LIMIT and OFFSET.
extension Parser {
    mutating func parseOrderList() throws(HogQLError) -> [OrderExpression] {
        var elements: [OrderExpression] = []
        repeat { elements.append(try parseOrderExpression()) } while take(.comma)
        return elements
    }

    mutating func parseOrderExpression() throws(HogQLError) -> OrderExpression {
        let start = current.start
        var element = OrderExpression(try parseExpression())
        if isAt(.desc) || isAt(.descending) {
            element.isDescending = true
            advance()
        } else {
            _ = take(.asc)
        }
        if take(.nulls) {
            guard take(.first) || take(.last) else { throw unexpected("FIRST or LAST") }
        }
        if take(.collate) { try expect(.string, "'a collation'") }
        if isAt(.with, .fill) { element.fill = try parseFill() }
        element.range = range(from: start)
        return element
    }

    private mutating func parseFill() throws(HogQLError) -> OrderExpression.Fill {
        let start = current.start
        index += 2
        var fill = OrderExpression.Fill()
        if take(.from) { fill.from = try parseExpression() }
        if take(.to) { fill.to = try parseExpression() }
        if take(.step) { fill.step = try parseExpression() }
        fill.range = range(from: start)
        return fill
    }

    mutating func parseInterpolate() throws(HogQLError) -> [Interpolation]? {
        guard take(.interpolate) else { return nil }
        guard take(.leftParenthesis) else { return [] }
        var elements: [Interpolation] = []
        let outer = endingAs
        repeat {
            let start = current.start
            endingAs = indexOfEndingAs(until: tokens.count) { !isAlias(at: $0) } ?? -1
            let expression = try parseExpression()
            let value = take(.as) ? try parseExpression() : nil
            elements.append(Interpolation(expression, value: value, range: range(from: start)))
        } while take(.comma)
        endingAs = outer
        try expect(.rightParenthesis, ")")
        return elements
    }

    /// Whether the AS there only names what is before it, and nothing goes on behind the name.
    private func isAlias(at index: Int) -> Bool {
        let name = token(at: index + 1)
        guard name.isName || name.kind == .string else { return false }
        let next = token(at: index + 2)
        return next.kind == .comma || next.kind == .rightParenthesis || next.keyword == .as
            || isComparison(at: index + 2)
    }

    // MARK: - LIMIT

    /// LIMIT … BY, and the LIMIT or OFFSET that belongs to the SELECT itself.
    mutating func parseLimits(of query: inout SelectQuery) throws(HogQLError) {
        if isAt(.limit) {
            let start = current.start
            let limit = try parseLimit()
            if let limitBy = try parseLimitBy(limit, from: start) {
                query.limitBy = limitBy
                if isAt(.limit) { query.limit = try parseLimit() }
            } else {
                query.limit = limit
            }
            guard query.limit.count != nil, query.limit.offset == nil else { return try takeOffset(of: &query) }
            try takeInnerOffset(of: &query)
        } else {
            try takeOffset(of: &query)
        }
    }

    private mutating func takeOffset(of query: inout SelectQuery) throws(HogQLError) {
        guard query.limit.count == nil, take(.offset) else { return }
        query.limit.offset = try parseExpression()
    }

    /// The OFFSET behind a LIMIT belongs to the whole set if the set ends with it, else to the SELECT.
    private mutating func takeInnerOffset(of query: inout SelectQuery) throws(HogQLError) {
        guard isAt(.offset) else { return }
        let start = index
        advance()
        let offset = try parseExpression()
        if [.endOfText, .rightParenthesis, .semicolon].contains(current.kind) {
            index = start
        } else {
            query.limit.offset = offset
        }
    }

    /// `LIMIT n [%] [, m] [WITH TIES]`.
    private mutating func parseLimit() throws(HogQLError) -> Limit {
        var limit = Limit()
        try expect(.limit)
        limit.count = try parseExpression()
        limit.isPercent = take(.percent)
        if take(.comma) { limit.offset = try parseExpression() }
        limit.withTies = take(.with, .ties)
        return limit
    }

    /// `BY a, b` behind a LIMIT; of `LIMIT 2, 5 BY a` the first number is the offset.
    private mutating func parseLimitBy(_ limit: Limit, from start: Int) throws(HogQLError) -> LimitBy? {
        guard let first = limit.count, !limit.isPercent, !limit.withTies else { return nil }
        let beginning = index
        var (count, offset) = (limit.offset ?? first, limit.offset == nil ? nil : Optional(first))
        if offset == nil, take(.offset) {
            offset = try parseExpression()
            count = first
        }
        guard take(.by) else {
            index = beginning
            return nil
        }
        return LimitBy(count, offset: offset, by: try parseList(), range: range(from: start))
    }

    /// The LIMIT and OFFSET of a whole set.
    mutating func parseOuterLimit() throws(HogQLError) -> Limit {
        var limit = isAt(.limit) ? try parseLimit() : Limit()
        if limit.offset == nil, take(.offset) { limit.offset = try parseExpression() }
        return limit
    }
}
