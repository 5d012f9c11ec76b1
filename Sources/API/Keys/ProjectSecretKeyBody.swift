import Access
import JSON
import Storage

/// How a project's secret key looks in requests and answers.
enum ProjectSecretKeyBody {
    static let schema = Schema.object(
        "ProjectSecretAPIKey",
        [
            .required("label", .string(maximumLength: 40)),
            .optional("scopes", .array(of: .string, minimumCount: 1), fallback: ["endpoint:read"]),
            .readOnly("id", .string),
            .readOnly("value", .string.nullable.described("The key itself, in the answer that makes it only.")),
            .readOnly("mask_value", .string), .readOnly("created_at", .dateTime),
            .readOnly("created_by", UserBody.basicSchema.nullable), .readOnly("last_used_at", .dateTime.nullable),
            .readOnly("last_rolled_at", .dateTime.nullable),
        ]
    )

    /// A key as it is listed; its value is known only when it has just been made.
    static func full(_ key: ProjectSecretKey, value: String? = nil, createdBy: JSONValue) -> JSONValue {
        [
            "id": .string(key.id),
            "label": .string(key.label),
            "value": JSONValue(value),
            "mask_value": .string(key.maskValue),
            "created_at": .string(key.createdAt.iso8601),
            "created_by": createdBy,
            "last_used_at": JSONValue(key.lastUsedAt?.iso8601),
            "last_rolled_at": nil,
            "scopes": JSONValue(key.scopes),
        ]
    }
}
