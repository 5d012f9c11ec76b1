import ClickHouse

extension Resolver {
    mutating func resolve(_ expressions: [Expression], in scope: Scope) throws(HogQLError) -> [ResolvedExpression] {
        try expressions.map { (expression) throws(HogQLError) in try resolve(expression, in: scope) }
    }

    mutating func resolve(_ expression: Expression, in scope: Scope) throws(HogQLError) -> ResolvedExpression {
        try descend(at: expression.range) { (resolver) throws(HogQLError) in
            try resolver.resolveNode(expression, in: scope)
        }
    }

    private mutating func resolveNode(_ expression: Expression, in scope: Scope) throws(HogQLError)
        -> ResolvedExpression
    {
        switch expression {
        case .constant(let constant): return Self.resolve(constant)
        case .field(let field): return try value(of: field, in: scope)
        case .placeholder(let placeholder): throw Self.unresolved(placeholder)
        case .alias(let alias): return try resolve(alias, in: scope)
        case .call(let call): return try resolve(call, in: scope)
        case .windowFunction(let function): return try resolve(function, in: scope)
        case .arithmetic(let arithmetic): return try resolve(arithmetic, in: scope)
        case .comparison(let comparison): return try resolve(comparison, in: scope)
        case .and(let logical): return try resolve(logical, "and", in: scope)
        case .or(let logical): return try resolve(logical, "or", in: scope)
        case .not(let not):
            let operand = try resolve(not.operand, in: scope)
            return .call("not", [operand], Self.flag(of: [operand]))
        case .between(let between): return try resolve(between, in: scope)
        case .isDistinctFrom(let distinct): return try resolve(distinct, in: scope)
        case .arrayAccess, .tupleAccess: return try resolveAccess(expression, in: scope)
        case .arraySlice(let slice): throw .notYet("A slice of an array", at: slice.range)
        case .tuple(let tuple): return try self.tuple(tuple.elements, in: scope)
        case .array(let array): return try self.array(array.elements, in: scope)
        case .dict(let dict): return try resolve(dict, in: scope)
        case .lambda(let lambda): return try resolve(lambda, in: scope)
        case .cast(let cast): return try resolve(cast, in: scope)
        case .subquery(let subquery): return scalar(try resolve(subquery.query, ctes: scope.ctes))
        case .expressionCall(let call):
            throw HogQLError(.query, "You can only call simple functions in HogQL, not expressions", at: call.range)
        case .namedArgument(let argument): throw .notYet("A named argument", at: argument.range)
        case .positionalReference(let reference):
            throw HogQLError(.unsupported, "#\(reference.index) is not supported.", at: reference.range)
        case .columns(let columns): throw .notYet("COLUMNS", at: columns.range)
        case .spread(let spread): throw .notYet("COLUMNS", at: spread.range)
        case .tag(let tag): throw .notYet("A tag", at: tag.range)
        }
    }

    private mutating func value(of field: Field, in scope: Scope) throws(HogQLError) -> ResolvedExpression {
        guard field.chain.last != "*" else {
            throw HogQLError(.query, "A '*' can't stand here.", at: field.range)
        }
        return try resolve(field, in: scope)
    }

    /// `a AS x` inside of an expression; at the outermost level of a SELECT list see ``resolveColumns(_:in:)``.
    private mutating func resolve(_ alias: Alias, in scope: Scope) throws(HogQLError) -> ResolvedExpression {
        let value = try resolve(alias.expression, in: scope)
        let printed = try declare(alias, as: value, in: scope)
        return ResolvedExpression(.alias(value, printed), value.type)
    }

    private static func resolve(_ constant: Constant) -> ResolvedExpression {
        switch constant.value {
        case .null: .null
        case .bool(let value): .flag(value)
        case .integer(let value): .integer(value)
        case .bigInteger(let digits): ResolvedExpression(.number(digits), nil)
        case .float(let value): ResolvedExpression(.number(number(value)), .float(bits: 64))
        case .string(let text): .string(text)
        }
    }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "Inf" }
        return "\(value)"
    }

    private mutating func resolve(_ arithmetic: Arithmetic, in scope: Scope) throws(HogQLError) -> ResolvedExpression {
        let sides = [try resolve(arithmetic.left, in: scope), try resolve(arithmetic.right, in: scope)]
        let function =
            switch arithmetic.operator {
            case .add: "plus"
            case .subtract: "minus"
            case .multiply: "multiply"
            case .divide: "divide"
            case .modulo: "modulo"
            }
        return .call(function, sides, ReturnType.arithmetic.type(of: sides))
    }

    private mutating func resolve(
        _ logical: Logical,
        _ function: String,
        in scope: Scope
    ) throws(HogQLError) -> ResolvedExpression {
        let operands = try resolve(logical.operands, in: scope)
        guard operands.count > 1 else { return operands.first ?? .flag(function == "and") }
        return .call(function, operands, Self.flag(of: operands))
    }

    /// The type of a yes or no that is NULL when one of these is.
    static func flag(of operands: [ResolvedExpression]) -> ClickHouseType {
        operands.contains(where: \.isNullable) ? .nullable(.uint(bits: 8)) : .uint(bits: 8)
    }

    // MARK: - Composite values

    private mutating func tuple(_ elements: [Expression], in scope: Scope) throws(HogQLError) -> ResolvedExpression {
        let resolved = try resolve(elements, in: scope)
        let types = resolved.compactMap(\.type)
        return .call(
            "tuple",
            resolved,
            types.count == resolved.count ? .tuple(types.map { .init(type: $0) }) : nil
        )
    }

    private mutating func array(_ elements: [Expression], in scope: Scope) throws(HogQLError) -> ResolvedExpression {
        let resolved = try resolve(elements, in: scope)
        let types = Set(resolved.map(\.type))
        let element: ClickHouseType? = types.count == 1 ? resolved.first?.type : nil
        return .call("array", resolved, element.map { .array($0) })
    }

    /// A dict is a tuple that says so, then keys and values in turn.
    private mutating func resolve(_ dict: Dict, in scope: Scope) throws(HogQLError) -> ResolvedExpression {
        var elements = [ResolvedExpression.word("__hx_tag"), .word("__hx_obj")]
        for item in dict.items {
            elements.append(try resolve(item.key, in: scope))
            elements.append(try resolve(item.value, in: scope))
        }
        return .call("tuple", elements, nil)
    }

    private mutating func resolve(_ lambda: Lambda, in scope: Scope) throws(HogQLError) -> ResolvedExpression {
        let printed = lambda.parameters.map { scope.uniqueName($0) }
        scope.lambdaParameters += zip(lambda.parameters, printed).map { ($0, $1) }
        defer { scope.lambdaParameters.removeLast(printed.count) }
        let body = try resolve(lambda.body, in: scope)
        return ResolvedExpression(.lambda(printed, body), body.type)
    }

    /// A query as a value: the engine makes it NULL when there is no row.
    func scalar(_ query: ResolvedQuery) -> ResolvedExpression {
        let type = query.columns.count == 1 ? query.columns[0].type?.asNullable : nil
        return ResolvedExpression(.subquery(query), type)
    }
}

// MARK: - Access

extension Resolver {
    /// The steps of `a.b['c'][1].d` when it starts at a field and all steps are written out.
    static func path(of expression: Expression) -> [PathStep]? {
        switch expression {
        case .field(let field): return field.chain.map { .key($0) }
        case .arrayAccess(let access):
            guard let start = path(of: access.array), case .constant(let constant) = access.property else { return nil }
            switch constant.value {
            case .string(let key): return start + [.key(key)]
            case .integer(let index): return start + [.index(Int(index))]
            default: return nil
            }
        case .tupleAccess(let access):
            return path(of: access.tuple).map { $0 + [.index(access.index)] }
        default: return nil
        }
    }

    /// `properties["a key"]`: a name in double quotes is a key there, unless it is the name of a value.
    private func quotedPath(of expression: Expression, in scope: Scope) -> [PathStep]? {
        guard case .arrayAccess(let access) = expression, case .field(let field) = access.property,
            field.chain.count == 1,
            !scope.hasValue(named: field.chain[0]), !scope.relations.contains(where: { has(field.chain[0], in: $0) })
        else { return nil }
        return Self.path(of: access.array).map { $0 + [.key(field.chain[0])] }
    }

    private mutating func resolveAccess(_ expression: Expression, in scope: Scope) throws(HogQLError)
        -> ResolvedExpression
    {
        if let path = Self.path(of: expression) ?? quotedPath(of: expression, in: scope), readsJSON(path, in: scope) {
            return try resolve(path, in: scope, at: expression.range)
        }
        switch expression {
        case .arrayAccess(let access): return try resolve(access, in: scope)
        case .tupleAccess(let access): return try resolve(access, in: scope)
        default: return try resolve(expression, in: scope)
        }
    }

    /// Whether a path leads through a JSON column, where keys and indexes mean something else than in arrays.
    private func readsJSON(_ path: [PathStep], in scope: Scope) -> Bool {
        guard let first = path.first?.description else { return false }
        if scope.lambdaParameter(first) != nil { return false }
        if let alias = scope.aliases[first] {
            guard let field = alias.field else { return false }
            return field.chain.contains("properties")
        }
        guard let place = path.firstIndex(of: .key("properties")) else { return false }
        return place + 1 < path.count
    }

    private mutating func resolve(_ access: ArrayAccess, in scope: Scope) throws(HogQLError) -> ResolvedExpression {
        let array = try resolve(access.array, in: scope)
        if case .constant(let constant) = access.property {
            switch constant.value {
            case .integer(0): return try self.access(array, [.index(0)], at: access.range)
            case .string(let key):
                if case .map(_, let value)? = array.type { return .call("arrayElement", [array, .string(key)], value) }
                return try self.access(array, [.key(key)], at: access.range)
            default: break
            }
        }
        let index = try resolve(access.property, in: scope)
        let element: ClickHouseType? =
            switch array.type {
            case .array(let element)?: element
            case .map(_, let value)?: value
            default: nil
            }
        return .call("arrayElement", [array, index], element)
    }

    private mutating func resolve(_ access: TupleAccess, in scope: Scope) throws(HogQLError) -> ResolvedExpression {
        guard access.index != 0 else {
            throw HogQLError(.query, "SQL indexes start from one, not from zero. E.g: array.1", at: access.range)
        }
        let tuple = try resolve(access.tuple, in: scope)
        var type: ClickHouseType?
        if case .tuple(let elements)? = tuple.type, elements.indices.contains(access.index - 1) {
            type = elements[access.index - 1].type
        }
        return .call("tupleElement", [tuple, .integer(Int64(access.index))], type)
    }
}
