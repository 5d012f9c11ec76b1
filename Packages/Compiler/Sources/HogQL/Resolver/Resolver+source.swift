import ClickHouse

extension Resolver {
    /// The joins after which a table to the left can be read directly, with its guard in WHERE.
    private static let directJoins: Set<String> = ["JOIN", "INNER JOIN", "LEFT JOIN", "LEFT OUTER JOIN", "CROSS JOIN"]

    /// Every join the engine has, as the parser spells it, and as the engine wants it.
    private static let joinTypes: [String: String] = {
        var types = ["JOIN": "INNER JOIN", "INNER JOIN": "INNER JOIN", "CROSS JOIN": "CROSS JOIN"]
        for strictness in ["ANY", "ALL", "ASOF"] { types["\(strictness) INNER JOIN"] = "\(strictness) INNER JOIN" }
        for strictness in ["ANY", "ALL", "ASOF", "ANTI", "SEMI"] {
            for side in ["LEFT", "RIGHT"] where !(strictness == "ASOF" && side == "RIGHT") {
                types["\(side) \(strictness) JOIN"] = "\(strictness) \(side) JOIN"
                types["\(side) OUTER \(strictness) JOIN"] = "\(strictness) \(side) JOIN"
            }
        }
        for side in ["LEFT", "RIGHT", "FULL"] {
            types["\(side) JOIN"] = "\(side) JOIN"
            types["\(side) OUTER JOIN"] = "\(side) JOIN"
        }
        for strictness in ["ANY", "ALL"] {
            types["FULL \(strictness) JOIN"] = "\(strictness) FULL JOIN"
            types["FULL OUTER \(strictness) JOIN"] = "\(strictness) FULL JOIN"
        }
        return types
    }()

    mutating func resolveSources(_ from: JoinExpression, into scope: Scope) throws(HogQLError) {
        var readsDirectly = true
        var next = from.next
        while let join = next {
            readsDirectly = readsDirectly && Self.directJoins.contains(join.joinType ?? "")
            next = join.next
        }
        try resolve(from, joinType: nil, readsDirectly: readsDirectly, into: scope)
        next = from.next
        while let join = next {
            guard let joinType = Self.joinTypes[join.joinType ?? ""] else {
                throw .notYet("\(join.joinType ?? "This join")", at: join.range)
            }
            try resolve(join, joinType: joinType, readsDirectly: false, into: scope)
            next = join.next
        }
    }

    private mutating func resolve(
        _ join: JoinExpression,
        joinType: String?,
        readsDirectly: Bool,
        into scope: Scope
    ) throws(HogQLError) {
        if let sample = join.sample { try check(sample) }
        let name = join.alias ?? Self.impliedName(of: join)
        if let name {
            guard !scope.relations.contains(where: { $0.name == name }) else {
                throw HogQLError(
                    .query,
                    "Already have joined a table called \"\(name)\". Can't join another one with the same name.",
                    at: join.range
                )
            }
        }
        let alias = scope.uniqueSourceName(name ?? "subquery")
        try descend(at: join.range) { (resolver) throws(HogQLError) in
            let (relation, source) = try resolver.relation(
                of: join,
                alias: alias,
                readsDirectly: readsDirectly,
                in: scope
            )
            scope.sources.append(ResolvedSource(relation: source, alias: alias, joinType: joinType))
            scope.relations.append(Scope.NamedRelation(name: name, alias: alias, relation: relation))
        }
        guard let constraint = join.constraint else { return }
        let condition = try resolve(constraint, in: scope)
        // The condition may have added lazy joins of tables to the left, so the place is looked up again.
        if let place = scope.sources.firstIndex(where: { $0.alias == alias }) {
            scope.sources[place].condition = condition
        }
    }

    private static func impliedName(of join: JoinExpression) -> String? {
        switch join.table {
        case .name(let field), .function(let field, _): field.chain.last
        default: nil
        }
    }

    /// `SAMPLE 1` is all rows; the engine's tables have no sampling key for less.
    private func check(_ sample: Sample) throws(HogQLError) {
        if case .fraction(let fraction) = sample.ratio, sample.offset == nil, fraction.isWhole { return }
        throw .notYet("SAMPLE of a part", at: sample.range)
    }

    private mutating func relation(
        of join: JoinExpression,
        alias: String,
        readsDirectly: Bool,
        in scope: Scope
    ) throws(HogQLError) -> (Scope.Relation, ResolvedSource.Relation) {
        switch join.table {
        case .name(let field):
            if field.chain.count == 1, let cte = scope.ctes[field.chain[0]] {
                return try relation(of: cte, alias: alias, named: join.columnAliases, at: field.range)
            }
            return try table(field, alias: alias, readsDirectly: readsDirectly, in: scope)
        case .function(let field, let arguments): return try function(field, arguments, alias: alias)
        case .query(let query):
            let resolved = try resolve(query, ctes: scope.ctes)
            return try subquery(resolved, alias: alias, named: join.columnAliases, at: join.range)
        case .pivot(let pivot): throw .notYet("PIVOT", at: pivot.range)
        case .unpivot(let unpivot): throw .notYet("UNPIVOT", at: unpivot.range)
        }
    }

    private mutating func table(
        _ field: Field,
        alias: String,
        readsDirectly: Bool,
        in scope: Scope
    ) throws(HogQLError) -> (Scope.Relation, ResolvedSource.Relation) {
        let name = field.chain.joined(separator: ".")
        guard let table = Schema.table(field.chain) else {
            let known = Schema.names + scope.ctes.keys.sorted()
            throw HogQLError(
                .unknownTable,
                "Unknown table `\(name)`.",
                at: field.range,
                hint: NearestName.of(name, in: known).map { "Perhaps you meant `\($0)`?" }
            )
        }
        tables.insert(table.name)
        if readsDirectly, table.storage.isPlain {
            directSources.insert(alias)
            let stored = StoredTable(storage: table.storage, guardedBy: tenant)
            return (.table(TableInstance(table, alias: alias, in: scope)), .stored(stored))
        }
        let demanded = DemandedTable(table, alias: alias, guardedBy: tenant)
        return (.demanded(demanded), .demanded(demanded))
    }

    /// A query as a table, its columns perhaps renamed: `(SELECT 1, 2) AS t(a, b)`.
    private func subquery(
        _ query: ResolvedQuery,
        alias: String,
        named names: [String]?,
        at range: SourceRange?
    ) throws(HogQLError) -> (Scope.Relation, ResolvedSource.Relation) {
        var columns = query.columns
        if let names {
            guard names.count == columns.count else {
                throw HogQLError(
                    .query,
                    "The table has \(columns.count) columns, but \(names.count) names are given.",
                    at: range
                )
            }
            if let reserved = names.first(where: Self.isReserved) { throw Self.reservedName(reserved, at: range) }
            columns = zip(names, columns).map { name, column in
                ResolvedColumn(
                    name: name,
                    alias: column.alias,
                    expression: column.expression,
                    properties: column.properties
                )
            }
        }
        let instance = QueryInstance(query, columns: columns, alias: alias)
        return (.query(instance), .instance(instance))
    }

    private mutating func relation(
        of cte: VisibleCTE,
        alias: String,
        named names: [String]?,
        at range: SourceRange?
    ) throws(HogQLError) -> (Scope.Relation, ResolvedSource.Relation) {
        guard case .table(let query) = cte.definition.content else {
            throw HogQLError(.query, "Cannot use the expression \(cte.definition.name) as a table.", at: range)
        }
        try countExpansion(at: range)
        let resolved = try resolve(query, ctes: cte.visible)
        return try subquery(resolved, alias: alias, named: names ?? cte.definition.columns, at: range)
    }

    private mutating func function(
        _ field: Field,
        _ arguments: [Expression],
        alias: String
    ) throws(HogQLError) -> (Scope.Relation, ResolvedSource.Relation) {
        guard field.chain == ["numbers"] else {
            throw HogQLError(
                .unknownTable,
                "Unknown table `\(field.chain.joined(separator: "."))`.",
                at: field.range,
                hint: NearestName.of(field.chain.joined(separator: "."), in: Schema.names).map {
                    "Perhaps you meant `\($0)`?"
                }
            )
        }
        guard (1...3).contains(arguments.count) else {
            throw HogQLError(
                .argumentCount,
                "Table function 'numbers' expects 1 to 3 arguments, found \(arguments.count)",
                at: field.range
            )
        }
        tables.insert("numbers")
        let resolved = try resolve(arguments, in: Scope())
        let number = ResolvedExpression(.column(source: alias, name: "number"), .uint(bits: 64))
        var select = ResolvedSelect()
        select.columns = [ResolvedColumn(name: "number", alias: "number", expression: number)]
        let instance = QueryInstance(.select(select), columns: select.columns, alias: alias)
        return (.query(instance), .numbers(resolved))
    }
}

extension Sample.Fraction {
    fileprivate var isWhole: Bool {
        guard right == nil else { return left.value == right?.value }
        return left.value == .integer(1) || left.value == .float(1)
    }
}
