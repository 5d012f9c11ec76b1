/// Queries: one SELECT, or several joined by set operators, with the clauses that belong to all of them.
extension Parser {
    mutating func parseQuery() throws(HogQLError) -> Query {
        let outerDepth = depth
        try descend(by: Self.depthOfQuery)
        let start = current.start
        let first = try parseBranch()
        var rest: [SelectSetQuery.Branch] = []
        while let operation = try parseSetOperator() {
            rest.append(SelectSetQuery.Branch(operation, try parseBranch()))
        }
        // An ORDER BY of the whole is accepted and without effect, as in the reference.
        if take(.order, .by) {
            _ = try parseOrderList()
            _ = try parseInterpolate()
        }
        let limit = try parseOuterLimit()
        depth = outerDepth
        guard !rest.isEmpty else { return limited(first, by: limit) }
        var query = SelectSetQuery(first, rest, range: range(from: start))
        query.limit = limit
        return .set(query)
    }

    /// What stands between two set operators.
    private mutating func parseBranch() throws(HogQLError) -> Query {
        switch current.kind {
        case .leftParenthesis: return try parseQueryInParentheses()
        case .leftBrace: return .placeholder(try parsePlaceholder())
        default: break
        }
        let start = current.start
        guard isAt(.with) else { return .select(try parseSelect(from: start, with: nil)) }
        let ctes = try parseWith()
        guard isAt(.leftParenthesis) else { return .select(try parseSelect(from: start, with: ctes)) }
        return adding(ctes, to: try parseQueryInParentheses())
    }

    private mutating func parseQueryInParentheses() throws(HogQLError) -> Query {
        advance()
        let query = try parseQuery()
        try expect(.rightParenthesis, ")")
        return query
    }

    /// `WITH a AS (…) (SELECT …)`: the expressions come behind the query's own.
    private func adding(_ ctes: [CommonTableExpression], to query: Query) -> Query {
        switch query {
        case .select(var select):
            select.ctes = (select.ctes ?? []) + ctes
            return .select(select)
        case .set(var set):
            set.first = adding(ctes, to: set.first)
            return .set(set)
        case .values, .placeholder, .tag: return query
        }
    }

    /// A limit behind `(SELECT …)` replaces those parts of the query's own that it names.
    private func limited(_ query: Query, by limit: Limit) -> Query {
        switch query {
        case .select(var select):
            select.limit = select.limit.overwritten(by: limit)
            return .select(select)
        case .set(var set):
            set.limit = set.limit.overwritten(by: limit)
            return .set(set)
        case .values, .placeholder, .tag: return query
        }
    }

    private mutating func parseSetOperator() throws(HogQLError) -> SelectSetQuery.Operator? {
        guard let keyword = current.keyword, [.union, .intersect, .except].contains(keyword) else { return nil }
        advance()
        var name = "\(keyword)".uppercased()
        if take(.all) {
            name += " ALL"
        } else if keyword != .except, take(.distinct) {
            name += " DISTINCT"
        } else if keyword == .union {
            name += " DISTINCT"
        }
        if take(.by, .name) { name += " BY NAME" }
        guard let operation = SelectSetQuery.Operator(rawValue: name) else { throw unexpected("a set operator") }
        return operation
    }
}

extension Limit {
    /// This limit with those parts replaced that the other one names; its percent sign has no effect, as in the reference.
    fileprivate func overwritten(by outer: Limit) -> Limit {
        var limit = self
        if let count = outer.count { limit.count = count }
        if let offset = outer.offset { limit.offset = offset }
        if outer.withTies { limit.withTies = true }
        return limit
    }
}
