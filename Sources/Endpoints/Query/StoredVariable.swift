public import JSON

/// A variable as a stored query has it: which one of the project's, and what it is when a run says nothing.
public struct StoredVariable: Hashable, Sendable {
    /// The id of the project's variable.
    public let id: String
    public let codeName: String
    public let value: JSONValue

    init(id: String, codeName: String, value: JSONValue) {
        self.id = id
        self.codeName = codeName
        self.value = value
    }

    /// Reads `{"variableId", "code_name", "value", "isNull"}`.
    init?(id: String, _ json: JSONValue) {
        guard let codeName = json["code_name"]?.stringValue else { return nil }
        self.id = id
        self.codeName = codeName
        value = json["isNull"]?.boolValue == true ? .null : json["value"] ?? .null
    }

    var json: JSONValue {
        [
            "code_name": .string(codeName),
            "isNull": value.isNull ? true : nil,
            "value": value,
            "variableId": .string(id),
        ]
    }
}
