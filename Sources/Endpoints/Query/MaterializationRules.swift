import JSON

/// Which queries can be served from a table, and what may be said about it.
public enum MaterializationRules {
    /// Why a query can't be served from a table; nil when it can.
    public static func obstacle(to query: StoredQuery) -> String? {
        switch query.kind {
        case .hogQL: return nil
        case .trends, .lifecycle, .retention: return insightObstacle(query.json)
        case .funnels, .stickiness, .paths:
            return "Query type '\(query.kind.rawValue)' cannot be materialized. "
                + "Supported types: HogQLQuery, LifecycleQuery, RetentionQuery, TrendsQuery"
        }
    }

    private static func insightObstacle(_ query: JSONObject) -> String? {
        if query["compareFilter"]?["compare"]?.boolValue == true {
            return "Compare mode is not supported for materialized endpoints."
        }
        let filter = query["breakdownFilter"]
        let types = [filter?["breakdown_type"]] + (filter?["breakdowns"]?.arrayValue ?? []).map { $0["type"] }
        if types.contains(where: { $0?.stringValue == "cohort" }) {
            return "Cohort breakdowns are not supported for materialized endpoints."
        }
        return nil
    }

    /// Refuses what a change can't have, given the query and the activity that there are after the change.
    static func check(
        _ changes: EndpointChanges,
        of query: StoredQuery,
        isActive: Bool
    ) throws(EndpointError) {
        if changes.isMaterialized == true {
            guard isActive else {
                throw .invalid(field: "is_materialized", "Cannot enable materialization on inactive endpoint.")
            }
            let reason = obstacle(to: query) ?? "Materialization is not supported yet."
            throw .invalid(field: "is_materialized", "Cannot materialize endpoint. Reason: \(reason)")
        }
        guard changes.cadence != nil else { return }
        guard isActive else {
            throw .invalid(field: "sync_frequency", "Cannot set sync_frequency on inactive endpoint.")
        }
        guard changes.isMaterialized != false else {
            throw .invalid(field: "sync_frequency", "Cannot set sync_frequency when disabling materialization.")
        }
    }
}
