import ClickHouse

extension Resolver {
    /// Functions that take a text to convert: a property that a definition has converted already would be none.
    private static let untypedArguments: Set<String> = ["toFloatOrZero", "toIntOrZero", "toFloatOrDefault"]

    /// What `arrayReduce` may run; its first argument is the name of a function, and not every one is allowed.
    private static let reducers: Set<String> = [
        "count", "sum", "min", "max", "avg", "uniq", "countMap", "sumMap", "minMap", "maxMap", "avgMap", "uniqMap",
        "sumState", "minState", "maxState", "avgState", "uniqState", "countState", "sumMapState", "avgMapState",
    ]

    mutating func resolve(_ call: Call, in scope: Scope) throws(HogQLError) -> ResolvedExpression {
        let function = try self.function(of: call)
        try check(call, against: function)
        if let filter = call.filter { return try resolve(Self.conditional(call, filter), in: scope) }
        if let order = call.withinGroup { throw .notYet("WITHIN GROUP", at: order.first?.range ?? call.range) }
        if let order = call.orderBy { throw .notYet("ORDER BY inside of a call", at: order.first?.range ?? call.range) }
        if function.kind == .window {
            throw HogQLError(.query, "Function '\(call.name)' needs a window: \(call.name)(…) OVER (…)", at: call.range)
        }
        let isOutermost = aggregate == nil
        if function.kind == .aggregate {
            if let outer = aggregate {
                throw HogQLError(
                    .query,
                    "Aggregation '\(call.name)' cannot be nested inside another aggregation '\(outer)'.",
                    at: call.range
                )
            }
            aggregate = call.name
        }
        defer { if isOutermost { aggregate = nil } }
        return try resolve(call, as: function, in: scope)
    }

    private mutating func resolve(
        _ call: Call,
        as function: Function,
        in scope: Scope
    ) throws(HogQLError) -> ResolvedExpression {
        let form = propertyForm
        if Self.untypedArguments.contains(function.name) { propertyForm = .text }
        defer { propertyForm = form }

        if function.name == "in" || function.name == "notIn", call.arguments.count == 2 {
            let comparison = Comparison(
                function.name == "in" ? .in : .notIn,
                call.arguments[0],
                call.arguments[1],
                range: call.range
            )
            return try resolve(comparison, in: scope)
        }
        var arguments = try arguments(of: call, in: scope)
        let parameters = try call.parameters.map { (nodes) throws(HogQLError) in try resolve(nodes, in: scope) }
        switch function.target {
        case .missing: throw .notYet("Function '\(call.name)'", at: call.range)
        case .form(let form):
            return try form.isComparison ? compare(arguments, form) : resolve(form, arguments, of: call)
        case .engine(let name):
            if function.takesTimezone, arguments.count != function.maximum { arguments.append(.word(context.timezone)) }
            let type = call.isDistinct ? nil : function.returns.type(of: arguments)
            let resolved = ResolvedCall(
                function: name,
                parameters: parameters,
                arguments: arguments,
                isDistinct: call.isDistinct
            )
            return ResolvedExpression(.call(resolved), name == "count" ? .uint(bits: 64) : type)
        }
    }

    private func compare(_ arguments: [ResolvedExpression], _ form: FunctionForm) -> ResolvedExpression {
        guard case .comparison(let `operator`) = form, arguments.count == 2 else { return .null }
        return compare(arguments[0], `operator`, arguments[1])
    }

    /// `count(*)` is `count()`.
    private static func isStar(_ expression: Expression) -> Bool {
        if case .field(let field) = expression { field.chain == ["*"] } else { false }
    }

    /// `f(a) FILTER (WHERE b)` is `fIf(a, b)`.
    private static func conditional(_ call: Call, _ filter: Expression) -> Call {
        var conditional = call
        conditional.filter = nil
        conditional.name += "If"
        conditional.arguments = call.arguments.filter { !isStar($0) } + [filter]
        return conditional
    }

    private mutating func arguments(of call: Call, in scope: Scope) throws(HogQLError) -> [ResolvedExpression] {
        if let arguments = try jsonArguments(of: call, in: scope) { return arguments }
        return try resolve(call.arguments.filter { !Self.isStar($0) }, in: scope)
    }

    /// The arguments of `JSONExtractString(properties, 'a', …)`, reading only what is under `a`.
    ///
    /// Nil for any other call. Without this the whole column would have to be put together as text.
    private mutating func jsonArguments(of call: Call, in scope: Scope) throws(HogQLError) -> [ResolvedExpression]? {
        guard call.name.hasPrefix("JSON"), call.name != "JSON_VALUE", call.arguments.count >= 2,
            case .field(let field) = call.arguments[0], case .constant(let constant) = call.arguments[1],
            case .string(let key) = constant.value, call.arguments.count > 2 || Self.readsRoot(call.name),
            wholeProperties(field.chain.map { .key($0) }, in: scope) != nil
        else { return nil }
        propertyForm = .json
        let value = try resolve(field.chain.map { .key($0) } + [.key(key)], in: scope, at: field.range)
        propertyForm = .typed
        return [value] + (try resolve(Array(call.arguments.dropFirst(2)), in: scope))
    }

    /// Whether the function's last argument is a key: of `JSONExtract(x, 'Int64')` it is a type.
    private static func readsRoot(_ name: String) -> Bool {
        name != "JSONExtract" && name != "JSONExtractKeysAndValues"
    }

    // MARK: - Which function

    private func function(of call: Call) throws(HogQLError) -> Function {
        if let function = FunctionRegistry.function(named: call.name) { return function }
        throw unknownFunction(call.name, at: call.range)
    }

    func unknownFunction(_ name: String, at range: SourceRange?) -> HogQLError {
        guard let nearest = FunctionRegistry.nearest(to: name) else {
            return HogQLError(.unknownFunction, "Unsupported function call '\(name)(...)'", at: range)
        }
        return HogQLError(
            .unknownFunction,
            "Unsupported function call '\(name)(...)'.",
            at: range,
            hint: "Perhaps you meant '\(nearest)(...)'?"
        )
    }

    private func check(_ call: Call, against function: Function) throws(HogQLError) {
        let count = call.arguments.count { !Self.isStar($0) }
        let kind = function.kind == .aggregate ? "Aggregation" : "Function"
        let maximum = call.isDistinct && function.name == "count" ? nil : function.maximum
        try Self.check(count, function.minimum, maximum, "\(kind) '\(call.name)'", "argument", at: call.range)
        guard function.kind == .aggregate else {
            if call.parameters != nil {
                throw HogQLError(.argumentCount, "Function '\(call.name)' takes no parameters", at: call.range)
            }
            return
        }
        let (least, most) = (function.parameters.lowerBound, function.parameters.upperBound)
        if call.parameters == nil, least > 0 {
            throw HogQLError(
                .argumentCount,
                "Aggregation '\(call.name)' requires parameters in addition to arguments",
                at: call.range
            )
        }
        guard let parameters = call.parameters else { return }
        if most == 0, !parameters.isEmpty {
            throw HogQLError(.argumentCount, "Aggregation '\(call.name)' takes no parameters", at: call.range)
        }
        try Self.check(parameters.count, least, most, "Aggregation '\(call.name)'", "parameter", at: call.range)
    }

    private static func check(
        _ count: Int,
        _ least: Int,
        _ most: Int?,
        _ subject: String,
        _ noun: String,
        at range: SourceRange?
    ) throws(HogQLError) {
        let expected: (words: String, number: Int)? =
            if let most, least == most, count != least {
                ("", least)
            } else if count < least {
                ("at least ", least)
            } else if let most, count > most {
                ("at most ", most)
            } else {
                nil
            }
        guard let expected else { return }
        let plural = expected.number == 1 ? noun : noun + "s"
        throw HogQLError(
            .argumentCount,
            "\(subject) expects \(expected.words)\(expected.number) \(plural), found \(count)",
            at: range
        )
    }

    func checkReducer(_ argument: ResolvedExpression, at range: SourceRange?) throws(HogQLError) -> ResolvedExpression {
        guard let name = argument.stringConstant, Self.reducers.contains(name) else {
            let shown = argument.stringConstant.map { "'\($0)'" } ?? "this expression"
            throw HogQLError(
                .query,
                "Invalid parametric function in 'arrayReduce', \(shown) is not supported.",
                at: range
            )
        }
        return .word(name)
    }
}

extension FunctionForm {
    fileprivate var isComparison: Bool { if case .comparison = self { true } else { false } }
}
