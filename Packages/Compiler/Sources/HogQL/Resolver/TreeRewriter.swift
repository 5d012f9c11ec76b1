/// Walks a tree and replaces expressions, from the outermost in.
///
/// A stage that changes trees says only what it replaces; what it leaves alone is walked through here.
struct TreeRewriter {
    typealias Replacement = (Expression, _ table: FilteredTable?) throws(HogQLError) -> Expression?

    /// The table that the SELECT around an expression reads first: what `{filters}` filters by.
    struct FilteredTable {
        let name: String
        let alias: String
    }

    let replacement: Replacement
    private(set) var table: FilteredTable?
    private var depth = 0

    /// - Parameter replacement: the expression to put in the place of another, nil to keep that one and go into it.
    init(_ replacement: @escaping Replacement) {
        self.replacement = replacement
    }

    mutating func descend<Result>(
        at range: SourceRange?,
        _ body: (inout TreeRewriter) throws(HogQLError) -> Result
    ) throws(HogQLError) -> Result {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Resolver.maximumDepth else {
            throw HogQLError(
                .tooDeep,
                "The query is nested too deeply: more than \(Resolver.maximumDepth) levels.",
                at: range
            )
        }
        return try body(&self)
    }

    // MARK: - Queries

    mutating func rewrite(_ query: Query) throws(HogQLError) -> Query {
        try descend(at: query.range) { (rewriter) throws(HogQLError) in
            switch query {
            case .select(let select): return .select(try rewriter.rewrite(select))
            case .set(var set):
                set.first = try rewriter.rewrite(set.first)
                for index in set.rest.indices { set.rest[index].query = try rewriter.rewrite(set.rest[index].query) }
                try rewriter.rewrite(&set.limit)
                return .set(set)
            case .values(var values):
                for index in values.rows.indices { try rewriter.rewrite(&values.rows[index]) }
                return .values(values)
            case .placeholder, .tag: return query
            }
        }
    }

    private mutating func rewrite(_ select: SelectQuery) throws(HogQLError) -> SelectQuery {
        var select = select
        let outer = table
        defer { table = outer }
        for index in (select.ctes ?? []).indices { try rewriteCTE(&select.ctes, at: index) }
        table = select.from.flatMap(Self.filteredTable)
        try select.from.rewriteIfPresent { (from) throws(HogQLError) in try rewrite(&from) }
        try rewrite(&select.select)
        try select.arrayJoin.rewriteIfPresent { (join) throws(HogQLError) in try rewrite(&join.expressions) }
        try rewrite(&select.prewhere)
        try rewrite(&select.where)
        try select.groupBy.rewriteIfPresent { (groupBy) throws(HogQLError) in try rewrite(&groupBy) }
        try rewrite(&select.having)
        try rewrite(&select.qualify)
        for index in (select.windows ?? []).indices {
            try select.windows.rewriteIfPresent { (windows) throws(HogQLError) in try rewrite(&windows[index].window) }
        }
        try rewrite(&select.orderBy)
        try select.limitBy.rewriteIfPresent { (limitBy) throws(HogQLError) in
            try rewrite(&limitBy.count)
            try rewrite(&limitBy.offset)
            try rewrite(&limitBy.expressions)
        }
        try rewrite(&select.limit)
        return select
    }

    private mutating func rewriteCTE(_ ctes: inout [CommonTableExpression]?, at index: Int) throws(HogQLError) {
        try ctes.rewriteIfPresent { (ctes) throws(HogQLError) in
            switch ctes[index].content {
            case .table(let query): ctes[index].content = .table(try rewrite(query))
            case .column(let expression): ctes[index].content = .column(try rewrite(expression))
            }
        }
    }

    private static func filteredTable(_ from: JoinExpression) -> FilteredTable? {
        guard case .name(let field) = from.table, let name = field.chain.last else { return nil }
        return FilteredTable(name: name, alias: from.alias ?? name)
    }

    private mutating func rewrite(_ join: inout JoinExpression) throws(HogQLError) {
        switch join.table {
        case .query(let query): join.table = .query(try rewrite(query))
        case .function(let name, var arguments):
            try rewrite(&arguments)
            join.table = .function(name, arguments: arguments)
        case .name, .pivot, .unpivot: break
        }
        try join.constraint.rewriteIfPresent { (constraint) throws(HogQLError) in try rewrite(&constraint.expression) }
        guard var next = join.next else { return }
        try descend(at: next.range) { (rewriter) throws(HogQLError) in try rewriter.rewrite(&next) }
        join.next = next
    }

    private mutating func rewrite(_ groupBy: inout GroupBy) throws(HogQLError) {
        switch groupBy {
        case .all: break
        case .expressions(var expressions):
            try rewrite(&expressions)
            groupBy = .expressions(expressions)
        case .rollup(var expressions):
            try rewrite(&expressions)
            groupBy = .rollup(expressions)
        case .cube(var expressions):
            try rewrite(&expressions)
            groupBy = .cube(expressions)
        case .groupingSets(var sets):
            for index in sets.indices { try rewrite(&sets[index].expressions) }
            groupBy = .groupingSets(sets)
        }
    }

    private mutating func rewrite(_ limit: inout Limit) throws(HogQLError) {
        try rewrite(&limit.count)
        try rewrite(&limit.offset)
    }
}

extension Optional {
    /// Changes what is there, if anything is.
    mutating func rewriteIfPresent(_ body: (inout Wrapped) throws(HogQLError) -> Void) throws(HogQLError) {
        guard var present = self else { return }
        try body(&present)
        self = present
    }
}
