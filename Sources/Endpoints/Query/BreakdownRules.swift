/// Which breakdowns of an insight a run may leave out.
enum BreakdownRules {
    /// - Throws: ``EndpointError`` for a name that is no breakdown of the query.
    static func check(_ names: [String], in query: StoredQuery) throws(EndpointError) {
        guard !names.isEmpty else { return }
        let field = "optional_breakdown_properties"
        guard query.kind.supportsBreakdowns else {
            throw .invalid(
                field: field,
                "Query kind '\(query.kind.rawValue)' does not support breakdowns. Supported: RetentionQuery, TrendsQuery."
            )
        }
        let breakdowns = query.breakdowns
        let unknown = names.filter { !breakdowns.contains($0) }
        guard !unknown.isEmpty else { return }
        let known = breakdowns.isEmpty ? "(none)" : "[" + breakdowns.map { "'\($0)'" }.joined(separator: ", ") + "]"
        throw .invalid(
            field: field,
            "Unknown breakdown \(unknown.count == 1 ? "property" : "properties"): "
                + unknown.map { "'\($0)'" }.joined(separator: ", ") + ". Known: \(known)."
        )
    }
}
