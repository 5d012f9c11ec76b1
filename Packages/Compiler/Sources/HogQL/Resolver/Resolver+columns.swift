import ClickHouse

extension Resolver {
    /// The names that no alias may have: whoever could redefine them could look at other projects.
    private static let reservedNames: Set<String> = ["team_id"]

    static func isReserved(_ name: String) -> Bool { reservedNames.contains(name.lowercased()) }

    static func reservedName(_ name: String, at range: SourceRange?) -> HogQLError {
        HogQLError(.query, "\"\(name)\" cannot be an alias or identifier, as it's a reserved keyword", at: range)
    }

    mutating func resolveColumns(_ select: [Expression], in scope: Scope) throws(HogQLError) -> [ResolvedColumn] {
        for case .alias(let alias) in select where scope.pending[alias.name] == nil {
            scope.pending[alias.name] = alias.expression
        }
        var columns: [ResolvedColumn] = []
        for expression in select {
            try descend(at: expression.range) { (resolver) throws(HogQLError) in
                columns += try resolver.columns(of: expression, in: scope)
            }
        }
        return columns
    }

    /// The columns that one element of a SELECT list stands for; several if it is a star.
    private mutating func columns(of expression: Expression, in scope: Scope) throws(HogQLError) -> [ResolvedColumn] {
        switch expression {
        case .field(let field) where field.chain.last == "*": return try star(field, in: scope)
        case .alias(let alias):
            if let known = scope.aliases[alias.name], known.isForward {
                scope.aliases[alias.name]?.isForward = false
                return [ResolvedColumn(name: alias.name, alias: known.printed, expression: known.expression)]
            }
            scope.pending[alias.name] = nil
            let value = try resolve(alias.expression, in: scope)
            let properties = Self.path(of: alias.expression).flatMap { wholeProperties($0, in: scope) }
            let printed = try declare(alias, as: value, in: scope)
            return [ResolvedColumn(name: alias.name, alias: printed, expression: value, properties: properties)]
        case .columns, .spread: throw .notYet("COLUMNS", at: expression.range)
        default:
            let value = try resolve(expression, in: scope)
            let name = Self.name(of: expression)
            let properties = Self.path(of: expression).flatMap { wholeProperties($0, in: scope) }
            return [
                ResolvedColumn(name: name, alias: scope.uniqueName(name), expression: value, properties: properties)
            ]
        }
    }

    /// Makes an alias known from here on; answers the name to print.
    mutating func declare(_ alias: Alias, as value: ResolvedExpression, in scope: Scope) throws(HogQLError) -> String {
        if Self.isReserved(alias.name) { throw Self.reservedName(alias.name, at: alias.range) }
        guard scope.aliases[alias.name] == nil else {
            throw HogQLError(.query, "Cannot redefine an alias with the name: \(alias.name)", at: alias.range)
        }
        let printed = scope.uniqueName(alias.name)
        scope.pending[alias.name] = nil
        let field: Field? = if case .field(let field) = alias.expression { field } else { nil }
        scope.aliases[alias.name] = Scope.Alias(printed: printed, expression: value, field: field)
        return printed
    }

    /// The name of a column without alias: of a field its last part, of a property its path, else the text.
    private static func name(of expression: Expression) -> String {
        guard let path = path(of: expression) else { return HogQLPrinter.print(expression) }
        let names = path.map(\.description)
        if let place = names.firstIndex(of: "properties"), place + 1 < names.count {
            return names[(place + 1)...].joined(separator: "__")
        }
        return names.last ?? ""
    }

    private mutating func star(_ field: Field, in scope: Scope) throws(HogQLError) -> [ResolvedColumn] {
        let relation = try starRelation(field, in: scope)
        switch relation.relation {
        case .query(let instance):
            return instance.columns.map { column in
                let value = ResolvedExpression(.column(source: relation.alias, name: column.alias), column.type)
                let path = [relation.name, column.name].compactMap { $0 }.map { PathStep.key($0) }
                return ResolvedColumn(
                    name: column.name,
                    alias: scope.uniqueName(column.name),
                    expression: value,
                    properties: column.properties == nil ? nil : path
                )
            }
        case .table(let instance): return try star(of: instance.table, relation, at: field.range, in: scope)
        case .demanded(let demanded): return try star(of: demanded.instance.table, relation, at: field.range, in: scope)
        }
    }

    private mutating func star(
        of table: Table,
        _ relation: Scope.NamedRelation,
        at range: SourceRange?,
        in scope: Scope
    ) throws(HogQLError) -> [ResolvedColumn] {
        var columns: [ResolvedColumn] = []
        for field in table.fields where !field.isHidden && !field.isInternal {
            let value = try resolve([.key(field.name)], in: relation, at: range)
            let path = [relation.name, field.name].compactMap { $0 }.map { PathStep.key($0) }
            columns.append(
                ResolvedColumn(
                    name: field.name,
                    alias: scope.uniqueName(field.name),
                    expression: value,
                    properties: wholeProperties(path, in: scope)
                )
            )
        }
        return columns
    }

    private func starRelation(_ field: Field, in scope: Scope) throws(HogQLError) -> Scope.NamedRelation {
        if field.chain.count == 1 {
            guard let first = scope.relations.first else {
                throw HogQLError(.query, "Cannot use '*' when there are no tables in the query", at: field.range)
            }
            guard scope.relations.count == 1 else {
                throw HogQLError(
                    .query,
                    "Cannot use '*' without table name when there are multiple tables in the query",
                    at: field.range
                )
            }
            return first
        }
        guard field.chain.count == 2, let named = scope.relations.first(where: { $0.name == field.chain[0] }) else {
            throw HogQLError(
                .unknownField,
                "Unable to resolve field: \(field.chain.dropLast().joined(separator: "."))",
                at: field.range
            )
        }
        return named
    }
}
