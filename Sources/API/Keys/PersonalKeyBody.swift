import Access
import JSON
import Storage

/// How a personal key looks in requests and answers.
enum PersonalKeyBody {
    static let schema = Schema.object(
        "PersonalAPIKey",
        [
            .required("label", .string(maximumLength: 40)),
            .required("scopes", .array(of: .string).described("`<object>:read`, `<object>:write`, or `*`.")),
            .optional("scoped_teams", .array(of: .integer).nullable.described("The only projects it may use.")),
            .optional("scoped_organizations", .array(of: .string).nullable),
            .readOnly("id", .string),
            .readOnly("value", .string.nullable.described("The key itself, in the answer that makes it only.")),
            .readOnly("mask_value", .string), .readOnly("created_at", .dateTime),
            .readOnly("last_used_at", .dateTime.nullable), .readOnly("last_rolled_at", .dateTime.nullable),
            .readOnly("user_id", .integer),
        ]
    )

    static func full(_ issued: IssuedPersonalKey) -> JSONValue { full(issued.key, value: issued.value) }

    /// A key as it is listed; its value is known only when it has just been made.
    static func full(_ key: PersonalKey, value: String? = nil) -> JSONValue {
        [
            "id": .string(key.id),
            "label": .string(key.label),
            "value": JSONValue(value),
            "mask_value": .string(key.maskValue),
            "created_at": .string(key.createdAt.iso8601),
            "last_used_at": JSONValue(key.lastUsedAt?.iso8601),
            "last_rolled_at": JSONValue(key.lastRolledAt?.iso8601),
            "user_id": JSONValue(key.userID),
            "scopes": JSONValue(key.scopes),
            "scoped_teams": .array(key.scopedProjects.map { JSONValue($0) }),
            "scoped_organizations": JSONValue(key.scopedOrganizations),
        ]
    }

    /// What a checked body asks for.
    static func settings(_ body: JSONObject) -> PersonalKeySettings {
        PersonalKeySettings(
            label: body["label"]?.stringValue,
            scopes: body["scopes"]?.texts,
            scopedProjects: body["scoped_teams"].map {
                ($0.arrayValue ?? []).compactMap { $0.integerValue.map { Int($0) } }
            },
            scopedOrganizations: body["scoped_organizations"]?.texts
        )
    }
}

extension JSONValue {
    /// The texts of a list; none for null.
    var texts: [String] { (arrayValue ?? []).compactMap(\.stringValue) }
}
