import ClickHouse

/// The forms that have nothing to do with dates.
extension Resolver {
    func resolveOther(
        _ form: FunctionForm,
        _ arguments: [ResolvedExpression],
        of call: Call
    ) throws(HogQLError) -> ResolvedExpression {
        let first = arguments.first ?? .null
        switch form {
        case .concat: return .call("concat", arguments.map(Self.concatenable), .string)
        case .trim(let side): return trim(arguments, side)
        case .splitPart:
            let parts = ResolvedExpression.call("splitByString", [arguments[1], first], .array(.string))
            return .call("arrayElement", [parts, arguments[2]], .string)
        case .md5: return .call("hex", [.call("MD5", [first], nil)], first.isNullable ? .nullable(.string) : .string)
        case .substring: return .call("substring", arguments, first.isNullable ? .nullable(.string) : .string)
        case .caseWithExpression: return try caseWithExpression(arguments, at: call.range)
        case .conditional: return conditional(arguments, call.name)
        case .arrayReduce:
            return .call("arrayReduce", [try checkReducer(first, at: call.range)] + arguments.dropFirst(), nil)
        case .sparkline: return .call("tuple", [.word("__hx_tag"), .word("Sparkline"), .word("data"), first], nil)
        case .jsonAggregate: return .call("toJSONString", [.call("groupArray", [first], nil)], .string)
        case .stringAggregate:
            return .call("arrayStringConcat", [.call("groupArray", [first], nil), arguments[1]], .string)
        case .every:
            return .call("toBool", [.call("min", [first], first.type)], first.isNullable ? .nullable(.bool) : .bool)
        case .languageName: throw .notYet("Function '\(call.name)'", at: call.range)
        default: throw .notYet("Function '\(call.name)'", at: call.range)
        }
    }

    /// A part of a concatenation: NULL is nothing.
    private static func concatenable(_ value: ResolvedExpression) -> ResolvedExpression {
        if value.isNullLiteral { return .word("") }
        if value.stringConstant != nil { return value }
        let text = value.type?.base == .string ? value : ResolvedExpression.call("toString", [value], nil)
        guard value.isNullable else { return text }
        return .call("ifNull", [text, .word("")], .string)
    }

    /// `trim(x)`, `trim(x, 'characters')`.
    private func trim(_ arguments: [ResolvedExpression], _ side: String) -> ResolvedExpression {
        let functions = ["LEADING": "trimLeft", "TRAILING": "trimRight", "BOTH": "trimBoth"]
        let value = arguments.first ?? .null
        return .call(functions[side] ?? "trimBoth", arguments, value.isNullable ? .nullable(.string) : .string)
    }

    /// `CASE x WHEN a THEN b … ELSE c END`.
    private func caseWithExpression(
        _ arguments: [ResolvedExpression],
        at range: SourceRange?
    ) throws(HogQLError) -> ResolvedExpression {
        guard let value = arguments.first, let otherwise = arguments.last, arguments.count.isMultiple(of: 2) else {
            throw HogQLError(.query, "CASE needs a value for every WHEN.", at: range)
        }
        var branches: [ResolvedExpression] = []
        for index in stride(from: 1, to: arguments.count - 1, by: 2) {
            branches.append(compare(value, .equal, arguments[index]))
            branches.append(arguments[index + 1])
        }
        return conditional(branches + [otherwise], "multiIf")
    }

    /// `if` and `multiIf`: the values are at the odd places and at the last.
    private func conditional(_ arguments: [ResolvedExpression], _ name: String) -> ResolvedExpression {
        var values: [ResolvedExpression] = []
        for (index, argument) in arguments.enumerated() where !index.isMultiple(of: 2) || index == arguments.count - 1 {
            values.append(argument)
        }
        let bases = Set(values.filter { !$0.isNullLiteral }.map(\.type?.base))
        var type: ClickHouseType?
        if bases.count == 1, let base = bases.first ?? nil, !base.isInteger {
            type = values.contains(where: \.isNullable) ? base.asNullable : base
        }
        return .call(arguments.count == 3 ? "if" : "multiIf", arguments, type)
    }
}
