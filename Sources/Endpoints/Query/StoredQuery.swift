public import JSON

/// The query of a version, in its normal form: every known field is there, those that say nothing as null.
///
/// Two queries are the same exactly when they say the same: the order of keys and explicit nulls don't count. That
/// decides whether an update makes a new version.
public struct StoredQuery: Sendable {
    public let kind: QueryKind
    public let json: JSONObject
    /// What a query says, without what says nothing.
    private let meaning: JSONValue

    /// Takes a query from the database.
    init(stored json: JSONObject) {
        kind = json["kind"]?.stringValue.flatMap(QueryKind.init) ?? .hogQL
        self.json = json
        meaning = JSONValue.object(json).withoutNulls
    }

    /// Checks the shape of a query from a request and brings it into its normal form.
    public init(_ query: JSONValue) throws(EndpointError) {
        guard let object = query.objectValue else {
            throw .invalid(field: "query", "Invalid data. Expected a dictionary, but got \(query.typeName).")
        }
        let kind = try Self.kind(of: object)
        let fields = kind.fields
        if let unknown = object.keys.first(where: { key in !fields.contains { $0.name == key } }) {
            throw .invalid(field: "query__\(unknown)", "'\(unknown)' is not a field of \(kind.rawValue).")
        }
        var normal = JSONObject()
        for field in fields {
            let value = object[field.name] ?? .null
            guard field.accepts(value) else {
                throw .invalid(field: "query__\(field.name)", "A \(value.typeName) is not a valid '\(field.name)'.")
            }
            guard !(field.isRequired && value.isNull) else { throw .required(field: "query__\(field.name)") }
            normal[field.name] = value
        }
        self.init(stored: normal)
    }

    private static func kind(of object: JSONObject) throws(EndpointError) -> QueryKind {
        if let kind = object["kind"]?.stringValue.flatMap(QueryKind.init) { return kind }
        let supported = QueryKind.allCases.map(\.rawValue).joined(separator: ", ")
        guard let given = object["kind"], !given.isNull else {
            throw .invalid(field: "query", "The query must have a 'kind'. Supported: \(supported).")
        }
        throw .invalid(field: "query", "Query kind \(given.text()) is not supported. Supported: \(supported).")
    }

    /// The same query with other variables.
    func replacingVariables(_ variables: [StoredVariable]) -> StoredQuery {
        var changed = json
        changed["variables"] =
            variables.isEmpty ? .null : .object(JSONObject(variables.map { ($0.id, $0.json) }))
        return StoredQuery(stored: changed)
    }

    /// Whether both queries say the same.
    public func isSame(as other: StoredQuery) -> Bool { meaning == other.meaning }
}

// MARK: - HogQL

extension StoredQuery {
    /// The text of a HogQL query.
    public var text: String { json["query"]?.stringValue ?? "" }

    /// The variables a HogQL query has, in the order in which they are stored.
    public var variables: [StoredVariable] {
        json["variables"]?.objectValue?.members.compactMap { StoredVariable(id: $0.key, $0.value) } ?? []
    }
}

// MARK: - Insights

extension StoredQuery {
    /// The names of the properties an insight is split by.
    public var breakdowns: [String] {
        guard kind.supportsBreakdowns, let filter = json["breakdownFilter"]?.objectValue else { return [] }
        if let several = filter["breakdowns"]?.arrayValue {
            return several.compactMap { $0["property"]?.stringValue }
        }
        switch filter["breakdown"] {
        case .string(let name): return [name]
        case .array(let names): return names.compactMap(\.stringValue)
        default: return []
        }
    }

    /// The width of an insight's buckets.
    public var interval: String? {
        switch kind {
        case .hogQL: nil
        default: json["interval"]?.stringValue ?? "day"
        }
    }
}

extension JSONValue {
    /// The value without the members that are null, at any depth.
    fileprivate var withoutNulls: JSONValue {
        switch self {
        case .array(let elements): .array(elements.map(\.withoutNulls))
        case .object(let object):
            .object(JSONObject(object.members.filter { !$0.value.isNull }.map { ($0.key, $0.value.withoutNulls) }))
        default: self
        }
    }
}
