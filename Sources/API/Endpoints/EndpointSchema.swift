/// What the answers about endpoints look like, for the OpenAPI document.
enum EndpointSchema {
    private static let fields: [Schema.Field] = [
        .required("id", .uuid),
        .required("name", .string),
        .required("description", .text),
        .required("query", .openObject),
        .required("is_active", .boolean),
        .required("cache_age_seconds", Schema.integer.nullable),
        .required("data_freshness_seconds", Schema.integer.nullable),
        .required("sync_frequency", .string),
        .required("endpoint_path", .string),
        .required("url", Schema.string.nullable),
        .required("ui_url", Schema.string.nullable),
        .required("created_at", .dateTime),
        .required("updated_at", .dateTime),
        .required("created_by", Schema.openObject.nullable),
        .required("is_materialized", .boolean),
        .required("materialization", .openObject),
        .required("current_version", .integer(minimum: 1)),
        .required("current_version_id", .uuid),
        .required("versions_count", .integer(minimum: 1)),
        .required("derived_from_insight", Schema.string.nullable),
        .required("last_executed_at", Schema.dateTime.nullable),
        .required("bucket_overrides", Schema.openObject.nullable),
        .required(
            "columns",
            Schema.array(of: .object(nil, [.required("name", .text), .required("type", .string)])).nullable
        ),
        .required("tags", .array(of: .string)),
        .required("optional_breakdown_properties", .array(of: .string)),
    ]

    static let endpoint = Schema.object("Endpoint", fields, unknown: .kept)

    static let version = Schema.object(
        "EndpointVersion",
        fields + [
            .required("version", .integer(minimum: 1)),
            .required("version_id", .uuid),
            .required("endpoint_is_active", .boolean),
            .required("version_created_at", .dateTime),
            .required("version_updated_at", Schema.dateTime.nullable),
            .required("version_created_by", Schema.openObject.nullable),
        ]
    )

    static let run = Schema.object(
        "EndpointRunResponse",
        [
            .required("results", .array(of: .any)),
            .required("columns", .array(of: .text)),
            .required("types", .array(of: .array(of: .text))),
            .required("is_cached", .boolean),
            .required("last_refresh", .dateTime),
            .required("cache_target_age", .dateTime),
            .required("next_allowed_client_refresh", .dateTime),
            .required("timezone", .string),
            .required("hasMore", .boolean),
            .required("limit", Schema.integer.nullable),
            .required("offset", .integer(minimum: 0)),
            .required("query_status", Schema.openObject.nullable),
            .required("error", Schema.string.nullable),
            .required("name", .string),
            .required("endpoint_version", .integer(minimum: 1)),
            .required("endpoint_version_created_at", .dateTime),
            .required("execution_id", .uuid),
        ],
        unknown: .kept
    )

    static let accepted = Schema.object("QueryStatusResponse", [.required("query_status", .openObject)])

    static let logLine = Schema.object(
        "EndpointLogLine",
        [
            .required("timestamp", .dateTime),
            .required("level", .choice(["INFO", "ERROR"])),
            .required("message", .text),
            .required("log_source", .string),
            .required("log_source_id", .uuid),
            .required("instance_id", .uuid),
        ]
    )
}
