import Definitions
import JSON
import Storage

/// How a variable of a query looks in requests and answers.
enum InsightVariableBody {
    static let schema = Schema.object(
        "InsightVariable",
        [
            .required("name", .string(maximumLength: 400)),
            .required("type", .choice(InsightVariable.Kind.allCases.map(\.rawValue))),
            .optional("default_value", .any),
            .optional("values", .array(of: .any).nullable.described("What a list may be set to.")),
            .readOnly("id", .uuid),
            .readOnly("code_name", .string.described("How queries spell it: `{variables.code_name}`.")),
            .readOnly("created_by", .integer.nullable), .readOnly("created_at", .dateTime),
        ]
    )

    static func full(_ variable: InsightVariable) -> JSONValue {
        [
            "id": .string(variable.id),
            "name": .string(variable.name),
            "type": .string(variable.kind.rawValue),
            "default_value": variable.defaultValue,
            "created_by": JSONValue(variable.createdByID),
            "created_at": .string(variable.createdAt.iso8601),
            "code_name": .string(variable.codeName),
            "values": variable.values,
        ]
    }

    /// What a checked body asks for.
    static func settings(_ body: JSONObject) -> InsightVariableSettings {
        InsightVariableSettings(
            name: body["name"]?.stringValue,
            kind: body["type"]?.stringValue.flatMap(InsightVariable.Kind.init),
            defaultValue: body["default_value"],
            values: body["values"]
        )
    }
}
