import Definitions
import JSON
import Storage

/// How a property definition looks in requests and answers.
enum PropertyDefinitionBody {
    private static let propertyType = Schema.choice(PropertyType.allCases.map(\.rawValue)).nullable
    static let kind = Schema.choice(PropertyDefinitionFilter.Kind.allCases.map(\.rawValue))
    static let groupTypeIndex = Schema.integer(minimum: 0, maximum: Int64(GroupType.maximum - 1))

    static let schema = Schema.object(
        "PropertyDefinition",
        [
            .required("name", .string(maximumLength: 400)),
            .optional("type", kind, fallback: "event"),
            .optional("property_type", propertyType),
            .optional("group_type_index", groupTypeIndex.nullable),
            .readOnly("id", .uuid), .readOnly("is_numerical", .boolean), .readOnly("updated_at", .dateTime),
            .readOnly("tags", .array(of: .string)), .readOnly("is_seen_on_filtered_events", .boolean.nullable),
        ]
    )

    /// Only the type of a definition can be changed; the rest may be sent back as it was answered.
    static let changes = Schema.object(
        "PatchedPropertyDefinition",
        [
            .optional("property_type", propertyType), .readOnly("id", .uuid), .readOnly("name", .string),
            .readOnly("type", kind), .readOnly("group_type_index", .integer.nullable),
            .readOnly("is_numerical", .boolean), .readOnly("updated_at", .dateTime),
            .readOnly("tags", .array(of: .string)), .readOnly("is_seen_on_filtered_events", .boolean.nullable),
        ]
    )

    static func full(_ definition: PropertyDefinition) -> JSONValue {
        var groupTypeIndex = JSONValue.null
        if case .group(let index) = definition.owner { groupTypeIndex = JSONValue(index) }
        return [
            "id": .string(definition.id),
            "name": .string(definition.name),
            "type": .string(definition.owner.type),
            "group_type_index": groupTypeIndex,
            "is_numerical": JSONValue(definition.propertyType == .numeric),
            "property_type": JSONValue(definition.propertyType?.rawValue),
            "updated_at": .string(definition.updatedAt.iso8601),
            "tags": [],
            "is_seen_on_filtered_events": nil,
        ]
    }

    /// What a checked body defines.
    static func owner(_ body: JSONObject) throws -> PropertyOwner {
        switch body["type"]?.stringValue.flatMap(PropertyDefinitionFilter.Kind.init) {
        case .person: return .person
        case .group:
            guard let index = body["group_type_index"]?.integerValue else {
                throw APIError.validation("This field is required.", code: "required", attribute: "group_type_index")
            }
            return .group(Int(index))
        case .event, nil: return .event
        }
    }

    static func type(_ body: JSONObject) -> PropertyType? {
        body["property_type"]?.stringValue.flatMap(PropertyType.init)
    }

    /// What a list is asked for.
    static func filter(_ arguments: JSONObject) -> PropertyDefinitionFilter {
        PropertyDefinitionFilter(
            kind: arguments["type"]?.stringValue.flatMap(PropertyDefinitionFilter.Kind.init) ?? .event,
            groupTypeIndex: arguments["group_type_index"]?.integerValue.map { Int($0) },
            search: arguments["search"]?.stringValue
        )
    }
}
