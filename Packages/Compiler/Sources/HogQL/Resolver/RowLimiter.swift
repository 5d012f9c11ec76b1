import ClickHouse

/// Cuts the outermost query to the rows that a request may have (HogQL notes §3.5).
struct RowLimiter {
    /// A query cut to a page.
    struct Page {
        let query: ResolvedQuery
        /// The rows answered at most; nil when only the engine knows.
        let limit: Int?
        let offset: Int
        /// Whether the query asks for one row more, to see if there is more.
        let hasProbeRow: Bool
    }

    let window: RowWindow

    func page(of query: ResolvedQuery, written: Query) throws(HogQLError) -> Page {
        switch query {
        case .select(let select): return page(of: select)
        case .set(let set):
            guard window.limit == nil, window.offset == nil else {
                throw HogQLError(
                    .query,
                    "Pagination is not supported for UNION queries. "
                        + "Wrap the UNION in a subquery: SELECT * FROM (... UNION ALL ...) LIMIT n",
                    at: written.range
                )
            }
            return page(of: set)
        }
    }

    // MARK: - One SELECT

    private func page(of select: ResolvedSelect) -> Page {
        let own = select.limit
        guard let count = own.count else { return cut(select, ceiling: nil) }
        if let limit = Self.number(count), !own.withTies { return cut(select, ceiling: limit) }
        guard window.limit == nil, window.offset == nil else { return cut(Self.wrapped(.select(select)), ceiling: nil) }
        var limited = select
        if !own.withTies { limited.limit.count = .call("least", [count, .integer(Int64(window.maximum))], nil) }
        return Page(
            query: .select(limited),
            limit: own.withTies ? nil : Self.number(count),
            offset: Self.number(own.offset) ?? 0,
            hasProbeRow: false
        )
    }

    /// Cuts to the page; the ceiling is the query's own LIMIT, beyond which no page reaches.
    private func cut(_ select: ResolvedSelect, ceiling: Int?) -> Page {
        let skipped = window.offset ?? 0
        let wanted = min(window.limit ?? ceiling ?? window.defaultLimit, window.maximum)
        let available = ceiling.map { max(0, $0 - skipped) }
        let limit = min(wanted, available ?? wanted)
        let hasProbeRow = available.map { $0 > limit } ?? true
        var cut = select
        cut.limit.count = .integer(Int64(limit + (hasProbeRow ? 1 : 0)))
        cut.limit.offset = Self.sum(select.limit.offset, skipped)
        let shown = window.limit == nil && window.offset == nil ? Self.number(select.limit.offset) ?? 0 : skipped
        return Page(
            query: .select(cut),
            limit: window.limit.map { min($0, window.maximum) } ?? limit,
            offset: shown,
            hasProbeRow: hasProbeRow
        )
    }

    private static func sum(_ own: ResolvedExpression?, _ skipped: Int) -> ResolvedExpression? {
        guard let own else { return skipped == 0 ? nil : .integer(Int64(skipped)) }
        guard skipped > 0 else { return own }
        if let number = number(own) { return .integer(Int64(number + skipped)) }
        return .call("plus", [own, .integer(Int64(skipped))], nil)
    }

    private static func number(_ expression: ResolvedExpression?) -> Int? {
        guard case .number(let digits)? = expression?.node, let number = Int(digits), number >= 0 else { return nil }
        return number
    }

    // MARK: - Sets

    /// A set is cut as a whole, unless its branches say themselves how many rows they have.
    private func page(of set: ResolvedSet) -> Page {
        var wrapped = Self.wrapped(.set(set))
        let branches = [set.first] + set.rest.map(\.query)
        let isLimited = set.limit.count != nil || branches.contains(where: Self.hasLimit)
        let limit = isLimited ? window.maximum : window.defaultLimit
        wrapped.limit.count = .integer(Int64(limit + 1))
        return Page(query: .select(wrapped), limit: limit, offset: 0, hasProbeRow: true)
    }

    private static func hasLimit(_ query: ResolvedQuery) -> Bool {
        switch query {
        case .select(let select): select.limit.count != nil
        case .set(let set): set.limit.count != nil || ([set.first] + set.rest.map(\.query)).contains(where: hasLimit)
        }
    }

    /// `SELECT columns FROM (query)`.
    private static func wrapped(_ query: ResolvedQuery) -> ResolvedSelect {
        let alias = "rows"
        var select = ResolvedSelect()
        select.sources = [ResolvedSource(relation: .query(query), alias: alias, joinType: nil)]
        select.columns = query.columns.map { column in
            let value = ResolvedExpression(.column(source: alias, name: column.alias), column.type)
            return ResolvedColumn(name: column.name, alias: column.alias, expression: value)
        }
        return select
    }
}
