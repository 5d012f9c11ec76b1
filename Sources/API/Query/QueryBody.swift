import Definitions
import Endpoints
import HogQL
import JSON
import Querying

/// The body of `query/`: a query to run as it is.
struct QueryBody {
    /// The words for how fresh the answer has to be; the raw value is PostHog's.
    enum Refresh: String, CaseIterable {
        case blocking
        case async
        case forceBlocking = "force_blocking"
        case forceAsync = "force_async"
        case forceCache = "force_cache"
        case lazyAsync = "lazy_async"
        case asyncExceptOnCacheMiss = "async_except_on_cache_miss"
    }

    static let schema = Schema.object(
        "QueryRequest",
        [
            .required("query", .openObject),
            .optional("client_query_id", Schema.string(maximumLength: 200).strict.nullable),
            .optional("refresh", Schema.choice(Refresh.allCases.map(\.rawValue)).nullable),
            .optional("async", Schema.boolean.nullable),
            .optional("filters_override", Schema.openObject.nullable),
            .optional("variables_override", Schema.openObject.nullable),
            .optional("name", Schema.text.nullable),
        ]
    )

    private let body: JSONObject

    init(_ body: JSONObject) {
        self.body = body
    }

    var clientQueryID: String? { body["client_query_id"]?.stringValue }

    var refresh: Refresh {
        if let word = body["refresh"]?.stringValue.flatMap(Refresh.init) { return word }
        return body["async"]?.boolValue == true ? .async : .blocking
    }

    /// What is to be run; throws `EndpointError` for a query of another kind or of a wrong shape.
    ///
    /// `known` are the project's variables, for those that are named without a value.
    func query(known: [InsightVariable]) throws -> HogQLQuery {
        let query = try StoredQuery(body["query"] ?? .null)
        guard query.kind == .hogQL else {
            throw EndpointError.invalid(field: "query", "Running a \(query.kind.rawValue) is not supported yet.")
        }
        var hogQL = HogQLQuery(
            query.text,
            values: query.json["values"]?.objectValue ?? [:],
            filters: query.json["filters"]?.objectValue ?? [:]
        )
        for entries in [query.json["variables"], body["variables_override"]] {
            for (id, entry) in entries?.objectValue ?? [:] { set(id, entry, known, in: &hogQL) }
        }
        if let override = body["filters_override"]?.objectValue { hogQL.apply(override) }
        return hogQL
    }

    /// A variable may be one the project doesn't have, if it says its name.
    private func set(_ id: String, _ entry: JSONValue, _ known: [InsightVariable], in query: inout HogQLQuery) {
        let definition = known.first { $0.id == id.lowercased() }
        guard let name = entry["code_name"]?.stringValue ?? definition?.codeName else { return }
        let isNull = entry["isNull"]?.boolValue == true
        query.variables[name] = isNull ? .null : entry["value"] ?? definition?.defaultValue ?? .null
    }
}
