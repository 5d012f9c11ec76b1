import Endpoints
import JSON

/// The body of a request to create or change an endpoint.
///
/// Null means "not mentioned", except where nothing is a value of its own: the cache age and the bucket overrides.
struct EndpointBody {
    private static let fields: [Schema.Field] = [
        .optional("name", .string(allowsBlank: true, isTrimmed: false).strict.nullable),
        .optional("query", Schema.openObject.nullable),
        .optional("description", Schema.text.strict.nullable),
        .optional("is_active", Schema.boolean.nullable),
        .optional("cache_age_seconds", Schema.integer.nullable),
        .optional("data_freshness_seconds", Schema.integer.nullable),
        .optional("is_materialized", Schema.boolean.nullable),
        .optional("sync_frequency", Schema.choice(Cadence.allCases.map(\.rawValue)).nullable),
        .optional("derived_from_insight", Schema.string(maximumLength: 12, allowsBlank: true).strict.nullable),
        .optional("bucket_overrides", Schema.openObject.nullable),
        .optional("tags", Schema.array(of: .string(maximumLength: 255).strict).nullable),
        .optional("optional_breakdown_properties", Schema.array(of: Schema.string.strict).nullable),
        .optional("version", Schema.integer(minimum: 1).nullable),
        .optional("deleted", Schema.boolean.nullable),
    ]

    static let createSchema = Schema.object("EndpointRequest", fields)
    static let updateSchema = Schema.object("PatchedEndpointRequest", fields)

    static let previewSchema = Schema.object(
        "MaterializationPreviewRequest",
        [
            .optional("version", Schema.integer(minimum: 1).nullable),
            .optional("bucket_overrides", Schema.openObject.nullable),
        ]
    )

    private let body: JSONObject

    init(_ body: JSONObject) {
        self.body = body
    }

    var name: String? { body["name"]?.stringValue }
    var version: Int? { body["version"]?.integerValue.map(Int.init) }
    var isDeletion: Bool { body["deleted"]?.boolValue == true }

    var changes: EndpointChanges {
        var changes = EndpointChanges()
        changes.query = body["query"]
        changes.description = body["description"]?.stringValue
        changes.isActive = body["is_active"]?.boolValue
        changes.cacheAgeSeconds = integer("cache_age_seconds")
        changes.dataFreshnessSeconds = integer("data_freshness_seconds")
        changes.isMaterialized = body["is_materialized"]?.boolValue
        changes.cadence = body["sync_frequency"]?.stringValue.flatMap(Cadence.init)
        changes.derivedFromInsight = body["derived_from_insight"]?.stringValue
        if let overrides = body["bucket_overrides"] { changes.bucketOverrides = .set(overrides.objectValue) }
        changes.tags = texts("tags")
        if let names = body["optional_breakdown_properties"] {
            changes.optionalBreakdownProperties = names.isNull ? [] : texts("optional_breakdown_properties")
        }
        return changes
    }

    private func integer(_ name: String) -> EndpointChanges.Setting<Int> {
        guard let value = body[name] else { return .untouched }
        return .set(value.integerValue.map(Int.init))
    }

    private func texts(_ name: String) -> [String]? {
        body[name]?.arrayValue?.compactMap(\.stringValue)
    }
}
