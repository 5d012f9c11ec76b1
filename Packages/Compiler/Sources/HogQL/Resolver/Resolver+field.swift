import ClickHouse

extension Resolver {
    mutating func resolve(_ field: Field, in scope: Scope) throws(HogQLError) -> ResolvedExpression {
        try resolve(field.chain.map { .key($0) }, in: scope, at: field.range)
    }

    /// Looks up the first name of a path, and goes on from there.
    mutating func resolve(_ path: [PathStep], in scope: Scope, at range: SourceRange?) throws(HogQLError)
        -> ResolvedExpression
    {
        guard case .key(let name)? = path.first else {
            throw HogQLError(.unknownField, "Unable to resolve field", at: range)
        }
        let rest = Array(path.dropFirst())
        if !rest.isEmpty, let relation = scope.relations.first(where: { $0.name == name }) {
            return try resolve(rest, in: relation, at: range)
        }
        if let parameter = scope.lambdaParameter(name) {
            return try access(ResolvedExpression(.name(parameter), nil), rest, at: range)
        }
        if let alias = scope.aliases[name] { return try resolve(alias, rest, in: scope, at: range) }
        let relations = scope.relations.filter { has(name, in: $0) }
        if relations.count > 1, !scope.joinedNames.contains(name) {
            throw HogQLError(.ambiguousField, "Ambiguous query. Found multiple sources for field: \(name)", at: range)
        }
        if let relation = relations.first { return try resolve(path, in: relation, at: range) }
        if let cte = scope.ctes[name] { return try resolve(cte, rest, in: scope, at: range) }
        if let pending = scope.pending[name] {
            scope.pending[name] = nil
            let value = try descend(at: range) { (resolver) throws(HogQLError) in
                try resolver.resolve(pending, in: scope)
            }
            _ = try declare(Alias(name, pending, range: range), as: value, in: scope)
            scope.aliases[name]?.isForward = true
            return try resolve(path, in: scope, at: range)
        }
        throw unknownField(name, in: scope, at: range)
    }

    private mutating func resolve(
        _ alias: Scope.Alias,
        _ rest: [PathStep],
        in scope: Scope,
        at range: SourceRange?
    ) throws(HogQLError) -> ResolvedExpression {
        if rest.isEmpty { return ResolvedExpression(.name(alias.printed), alias.expression.type) }
        // `p.a` after `properties AS p` reads the property, not the text of all properties.
        if let field = alias.field, let path = wholeProperties(field.chain.map { .key($0) }, in: scope) {
            return try resolveInRelation(path + rest, in: scope, at: range)
        }
        return try access(ResolvedExpression(.name(alias.printed), alias.expression.type), rest, at: range)
    }

    /// Looks a path up among the tables only.
    private mutating func resolveInRelation(
        _ path: [PathStep],
        in scope: Scope,
        at range: SourceRange?
    ) throws(HogQLError) -> ResolvedExpression {
        let name = path.first?.description ?? ""
        if path.count > 1, let relation = scope.relations.first(where: { $0.name == name }) {
            return try resolve(Array(path.dropFirst()), in: relation, at: range)
        }
        guard let relation = scope.relations.first(where: { has(name, in: $0) }) else {
            throw unknownField(name, in: scope, at: range)
        }
        return try resolve(path, in: relation, at: range)
    }

    private mutating func resolve(
        _ cte: VisibleCTE,
        _ rest: [PathStep],
        in scope: Scope,
        at range: SourceRange?
    ) throws(HogQLError) -> ResolvedExpression {
        guard case .column(let expression) = cte.definition.content else {
            throw HogQLError(
                .query,
                "Cannot use table CTE \(cte.definition.name) as a value. Use it in a FROM clause instead.",
                at: range
            )
        }
        try countExpansion(at: range)
        let value: ResolvedExpression
        if case .subquery(let subquery) = expression {
            value = scalar(try resolve(subquery.query, ctes: cte.visible))
        } else {
            // An expression is resolved where it is used, except that it does not see itself.
            let inner = Scope(copying: scope, without: cte.definition.name)
            value = try descend(at: range) { (resolver) throws(HogQLError) in
                try resolver.resolve(expression, in: inner)
            }
        }
        return try access(value, rest, at: range)
    }

    func has(_ name: String, in relation: Scope.NamedRelation) -> Bool {
        switch relation.relation {
        case .query(let instance): instance.columns.contains { $0.name == name }
        case .table(let instance): field(name, of: instance) != nil
        case .demanded(let demanded): field(name, of: demanded.instance)?.isInternal == false
        }
    }

    mutating func resolve(
        _ path: [PathStep],
        in relation: Scope.NamedRelation,
        at range: SourceRange?
    ) throws(HogQLError) -> ResolvedExpression {
        switch relation.relation {
        case .table(let instance): return try resolve(path, in: instance, at: range)
        case .demanded(let demanded): return try resolve(path, in: demanded, at: range)
        case .query(let instance): return try resolve(path, in: instance, as: relation.alias, at: range)
        }
    }

    private mutating func resolve(
        _ path: [PathStep],
        in instance: QueryInstance,
        as alias: String,
        at range: SourceRange?
    ) throws(HogQLError) -> ResolvedExpression {
        let name = path.first?.description ?? ""
        guard let column = instance.columns.first(where: { $0.name == name }) else {
            throw HogQLError(
                .unknownField,
                "Field not found: \(name)",
                at: range,
                hint: NearestName.of(name, in: instance.columns.map(\.name)).map { "Perhaps you meant '\($0)'?" }
            )
        }
        let rest = Array(path.dropFirst())
        if case .key? = rest.first, let properties = column.properties, let inner = instance.openScope {
            // Definitions type what is read from a table, not from a query.
            let form = propertyForm
            propertyForm = form == .typed ? .text : form
            defer { propertyForm = form }
            let demand = DemandedTable.Demand(path: properties + rest, form: propertyForm)
            return try instance.column(for: demand, in: inner) { () throws(HogQLError) in
                try resolveInRelation(properties + rest, in: inner, at: range)
            }
        }
        return try access(ResolvedExpression(.column(source: alias, name: column.alias), column.type), rest, at: range)
    }

    private func unknownField(_ name: String, in scope: Scope, at range: SourceRange?) -> HogQLError {
        var known = Array(scope.aliases.keys) + scope.ctes.keys
        for relation in scope.relations {
            switch relation.relation {
            case .query(let instance): known += instance.columns.map(\.name)
            case .table(let instance): known += instance.table.fields.map(\.name)
            case .demanded(let demanded): known += demanded.instance.table.fields.filter { !$0.isInternal }.map(\.name)
            }
        }
        let nearest = NearestName.of(name, in: known.sorted())
        return HogQLError(
            .unknownField,
            "Unable to resolve field: \(name)",
            at: range,
            hint: nearest.map { "Perhaps you meant '\($0)'?" }
        )
    }

    /// The path itself if it leads to a whole JSON column of a table, or of a query that still has it.
    func wholeProperties(_ path: [PathStep], in scope: Scope) -> [PathStep]? {
        guard case .key(let first)? = path.first, scope.lambdaParameter(first) == nil else { return nil }
        if let alias = scope.aliases[first] {
            guard path.count == 1, let field = alias.field, field.chain != [first] else { return nil }
            return wholeProperties(field.chain.map { .key($0) }, in: scope)
        }
        let named = path.count > 1 ? scope.relations.first { $0.name == first } : nil
        guard let relation = named ?? scope.relations.first(where: { has(first, in: $0) }) else { return nil }
        if case .query(let instance) = relation.relation {
            let rest = named == nil ? path[...] : path.dropFirst()
            let column = instance.columns.first { $0.name == rest.first?.description }
            return rest.count == 1 && column?.properties != nil && instance.openScope != nil ? path : nil
        }
        return path.last == .key("properties") ? path : nil
    }
}
