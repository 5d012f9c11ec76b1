extension HogQLCompiler {
    /// The code names of the variables that a text mentions, sorted; none of them is looked up.
    ///
    /// For those who have to know what a text asks for before they can answer it.
    public func variables(in source: String) throws(HogQLError) -> [String] {
        let found = MentionedVariables()
        var rewriter = TreeRewriter { (expression, _) throws(HogQLError) in
            guard case .placeholder(let placeholder) = expression else { return nil }
            if let chain = placeholder.chain {
                found.note(chain)
            } else {
                var inner = TreeRewriter { (expression, _) throws(HogQLError) in
                    if case .field(let field) = expression { found.note(field.chain) }
                    return nil
                }
                _ = try inner.rewrite(placeholder.expression)
            }
            return expression
        }
        _ = try rewriter.rewrite(try Parser.parseSelect(source))
        return found.names.sorted()
    }
}

/// Gathers names while a tree is walked.
private final class MentionedVariables {
    private(set) var names: Set<String> = []

    func note(_ chain: [String]) {
        guard chain.count == 2, chain[0] == "variables" || chain[0] == "variable" else { return }
        names.insert(chain[1])
    }
}
