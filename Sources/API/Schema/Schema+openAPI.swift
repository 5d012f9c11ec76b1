import JSON

extension Schema {
    /// The schema in OpenAPI 3.1; what has a name is put into `components` and referred to.
    func openAPI(components: inout [String: JSONValue]) -> JSONValue {
        guard let name else { return .object(inlined(components: &components)) }
        if components[name] == nil {
            components[name] = .null  // so that a schema that contains itself comes to an end
            var plain = self
            plain.isNullable = false
            components[name] = .object(plain.inlined(components: &components))
        }
        let reference: JSONValue = ["$ref": .string("#/components/schemas/\(name)")]
        return isNullable ? ["anyOf": [reference, ["type": "null"]]] : reference
    }

    private func inlined(components: inout [String: JSONValue]) -> JSONObject {
        var members = formMembers(components: &components)
        if isNullable, let type = members["type"] { members["type"] = [type, "null"] }
        if isNullable, let choices = members["enum"]?.arrayValue { members["enum"] = .array(choices + [.null]) }
        if let summary { members["description"] = .string(summary) }
        if let example { members["examples"] = [example] }
        return members
    }

    private func formMembers(components: inout [String: JSONValue]) -> JSONObject {
        switch form {
        case .any: [:]
        case .boolean: ["type": "boolean"]
        case .integer(let minimum, let maximum):
            Self.members(
                "integer",
                ["minimum": minimum.map { JSONValue($0) }, "maximum": maximum.map { JSONValue($0) }]
            )
        case .number(let minimum, let maximum):
            Self.members(
                "number",
                ["minimum": minimum.map { JSONValue($0) }, "maximum": maximum.map { JSONValue($0) }]
            )
        case .string(let rule):
            Self.members(
                "string",
                [
                    "minLength": (rule.minimumLength ?? (rule.allowsBlank ? nil : 1)).map { JSONValue($0) },
                    "maxLength": rule.maximumLength.map { JSONValue($0) },
                ]
            )
        case .choice(let choices): ["type": "string", "enum": JSONValue(choices)]
        case .uuid: ["type": "string", "format": "uuid"]
        case .date: ["type": "string", "format": "date"]
        case .dateTime: ["type": "string", "format": "date-time"]
        case .array(let element, let rule):
            Self.members(
                "array",
                [
                    "items": element.openAPI(components: &components),
                    "minItems": rule.minimumCount.map { JSONValue($0) },
                    "maxItems": rule.maximumCount.map { JSONValue($0) },
                ]
            )
        case .map(let element):
            ["type": "object", "additionalProperties": element.openAPI(components: &components)]
        case .object(let rule): rule.members(components: &components)
        }
    }

    private static func members(_ type: String, _ rules: KeyValuePairs<String, JSONValue?>) -> JSONObject {
        var members: JSONObject = ["type": .string(type)]
        for (name, value) in rules { members[name] = value }
        return members
    }
}

extension Schema.ObjectRule {
    fileprivate func members(components: inout [String: JSONValue]) -> JSONObject {
        var members: JSONObject = ["type": "object"]
        var properties = JSONObject()
        for field in fields {
            var property = field.schema.openAPI(components: &components).objectValue ?? [:]
            if field.isReadOnly { property["readOnly"] = true }
            if let fallback = field.fallback { property["default"] = fallback }
            properties[field.name] = .object(property)
        }
        if !fields.isEmpty { members["properties"] = .object(properties) }
        let required = fields.filter(\.isRequired).map(\.name)
        if !required.isEmpty { members["required"] = JSONValue(required) }
        if unknown == .refused { members["additionalProperties"] = false }
        return members
    }
}
