import JSON

/// Puts what the request gives in the place of placeholders: variables, values and filters.
///
/// A value becomes a constant and never text, so it cannot change what a query does.
struct PlaceholderFiller {
    fileprivate let context: CompilationContext

    static func fill(
        _ query: Query,
        in context: CompilationContext
    ) throws(HogQLError) -> (query: Query, usedVariables: [String]) {
        let filler = PlaceholderFiller(context: context)
        let used = NameCollector()
        var rewriter = TreeRewriter { (expression, table) throws(HogQLError) in
            try filler.replacement(of: expression, table, noting: used)
        }
        return (try rewriter.rewrite(query), used.names.sorted())
    }

    private func replacement(
        of expression: Expression,
        _ table: TreeRewriter.FilteredTable?,
        noting used: NameCollector
    ) throws(HogQLError) -> Expression? {
        switch expression {
        case .comparison(let comparison): return try unboundedComparison(comparison)
        case .placeholder(let placeholder): return try fill(placeholder, table, noting: used)
        default: return nil
        }
    }

    private func fill(
        _ placeholder: Placeholder,
        _ table: TreeRewriter.FilteredTable?,
        noting used: NameCollector
    ) throws(HogQLError) -> Expression {
        if let chain = placeholder.chain { return try value(of: chain, table, at: placeholder.range, noting: used) }
        // `{variables.x + 1}`: an expression of values; its names are looked up as placeholders are.
        var rewriter = TreeRewriter { (expression, _) throws(HogQLError) in
            guard case .field(let field) = expression else { return nil }
            return try value(of: field.chain, table, at: field.range, noting: used)
        }
        return try rewriter.rewrite(placeholder.expression)
    }

    private func value(
        of chain: [String],
        _ table: TreeRewriter.FilteredTable?,
        at range: SourceRange?,
        noting used: NameCollector
    ) throws(HogQLError) -> Expression {
        switch chain.first {
        case "variables" where chain.count == 2, "variable" where chain.count == 2:
            used.names.insert(chain[1])
            return try variable(chain[1], at: range)
        case "filters": return try filter(chain, table, at: range)
        default: break
        }
        guard let root = chain.first, var value = context.values[root] else { throw unresolved(chain, at: range) }
        for key in chain.dropFirst() {
            guard let member = value[key] else { throw unresolved(chain, at: range) }
            value = member
        }
        return Self.constant(value, at: range)
    }

    private func unresolved(_ chain: [String], at range: SourceRange?) -> HogQLError {
        let name = chain.joined(separator: ".")
        guard !context.values.isEmpty else {
            return HogQLError(.placeholder, "Unresolved placeholder: {\(name)}", at: range)
        }
        let known = context.values.keys.sorted().joined(separator: ", ")
        return HogQLError(
            .placeholder,
            "Placeholder {\(name)} is not available in this context. You can use the following: \(known)",
            at: range
        )
    }

    private func variable(_ name: String, at range: SourceRange?) throws(HogQLError) -> Expression {
        if let value = context.variables[name] { return Self.constant(value, at: range) }
        throw HogQLError(
            .placeholder,
            "Variable \(name) is missing from query",
            at: range,
            hint: NearestName.of(name, in: context.variables.keys.sorted()).map { "Did you mean: \($0)?" }
        )
    }

    /// A JSON value as constants.
    static func constant(_ value: JSONValue, at range: SourceRange?) -> Expression {
        switch value {
        case .null: .constant(Constant(.null, range: range))
        case .bool(let flag): .constant(Constant(.bool(flag), range: range))
        case .string(let text): .constant(Constant(.string(text), range: range))
        case .number(let number):
            .constant(Constant(number.integer.map { .integer($0) } ?? .float(number.double), range: range))
        case .array(let elements): .array(Elements(elements.map { constant($0, at: range) }, range: range))
        case .object(let object):
            .dict(
                Dict(
                    object.map {
                        .init(key: .constant(Constant(.string($0.key))), value: constant($0.value, at: range))
                    },
                    range: range
                )
            )
        }
    }

    // MARK: - Filters

    private func filter(
        _ chain: [String],
        _ table: TreeRewriter.FilteredTable?,
        at range: SourceRange?
    ) throws(HogQLError) -> Expression {
        switch chain {
        case ["filters"]: return try FilterCompiler(context).condition(on: table, at: range)
        case ["filters", "dateRange", "from"]:
            return FilterCompiler(context).lowerBound ?? .constant(Constant(.null, range: range))
        case ["filters", "dateRange", "to"]:
            return FilterCompiler(context).upperBound ?? .constant(Constant(.null, range: range))
        default:
            throw HogQLError(
                .placeholder,
                "Placeholder {\(chain.joined(separator: "."))} is not available in this context. You can use the following: "
                    + "filters, filters.dateRange.from, filters.dateRange.to",
                at: range
            )
        }
    }

    /// A comparison with an end of the date range that the request leaves open holds for every row.
    private func unboundedComparison(_ comparison: Comparison) throws(HogQLError) -> Expression? {
        let compiler = FilterCompiler(context)
        for side in [comparison.left, comparison.right] {
            guard case .placeholder(let placeholder) = side, let chain = placeholder.chain else { continue }
            let isOpen =
                chain == ["filters", "dateRange", "from"] && compiler.lowerBound == nil
                || chain == ["filters", "dateRange", "to"] && compiler.upperBound == nil
            if isOpen { return .constant(Constant(.bool(true), range: comparison.range)) }
        }
        return nil
    }
}

/// Gathers names while a tree is walked.
private final class NameCollector {
    var names: Set<String> = []
}
