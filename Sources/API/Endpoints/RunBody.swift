import Endpoints
import JSON

/// What a run is asked for, in the body or in the query string; the body wins.
struct RunBody {
    static let schema = Schema.object(
        "EndpointRunRequest",
        [
            .optional("client_query_id", Schema.string(maximumLength: 200).strict.nullable),
            .optional("variables", Schema.openObject.nullable),
            .optional("filters_override", Schema.openObject.nullable),
            .optional("query_override", Schema.openObject.nullable),
            .optional("refresh", refresh.nullable),
            .optional("version", Schema.integer(minimum: 1).nullable),
            .optional("limit", Schema.integer(minimum: 1).nullable),
            .optional("offset", Schema.integer(minimum: 0).nullable),
            .optional("debug", Schema.boolean.nullable),
        ]
    )

    static let parameters = [
        QueryParameter("version", .integer(minimum: 1), "The version to run, else the current one.", isChecked: false),
        QueryParameter("limit", .integer(minimum: 1), "How many rows to answer.", isChecked: false),
        QueryParameter("offset", .integer(minimum: 0), "How many rows to leave out first.", isChecked: false),
        QueryParameter("refresh", refresh, "How fresh the answer has to be."),
        QueryParameter("client_query_id", .string(maximumLength: 200), "A name by which to ask and to cancel."),
        QueryParameter("variables", .text, "An object as JSON text.", isChecked: false),
        QueryParameter("filters_override", .text, "An object as JSON text.", isChecked: false),
        QueryParameter("query_override", .text, "An object as JSON text.", isChecked: false),
        QueryParameter("debug", .boolean, "Whether to tell how the answer was made."),
    ]

    private static let refresh = Schema.choice(RunRequest.Refresh.allCases.map(\.rawValue))

    let request: RunRequest

    /// - Throws: ``APIError`` or `EndpointError` for what can't be read.
    init(_ body: JSONObject, arguments: JSONObject) throws {
        var request = RunRequest()
        // Most runs say nothing.
        if !body.isEmpty || !arguments.isEmpty {
            let source = Source(body: body, arguments: arguments)
            request.version = try source.number("version", minimum: 1)
            request.limit = try source.number("limit", minimum: 1)
            request.offset = try source.number("offset", minimum: 0)
            request.clientQueryID = source.value("client_query_id")?.stringValue
            request.isDebug = source.value("debug")?.boolValue ?? false
            request.variables = try source.object("variables") ?? [:]
            request.filtersOverride = try source.object("filters_override")
            request.queryOverride = try source.object("query_override")
            if let word = source.value("refresh")?.stringValue.flatMap(RunRequest.Refresh.init) {
                request.refresh = word
            }
        }
        self.request = request
    }

    /// The body over the query string.
    private struct Source {
        let body: JSONObject
        let arguments: JSONObject

        func value(_ name: String) -> JSONValue? {
            if let value = body[name], !value.isNull { return value }
            return arguments[name]
        }

        func number(_ name: String, minimum: Int) throws(EndpointError) -> Int? {
            switch value(name) {
            case nil, .null: return nil
            case .string(let text):
                guard let number = Int(text), number >= minimum, text.first != "+" else {
                    throw .badParameter(name, value: text)
                }
                return number
            case let value?: return value.integerValue.map(Int.init)
            }
        }

        /// An object, which a query string holds as JSON text.
        func object(_ name: String) throws(APIError) -> JSONObject? {
            guard let value = value(name), let text = value.stringValue else { return value(name)?.objectValue }
            if text.isEmpty { return nil }
            guard let object = (try? JSONValue(parsing: text))?.objectValue else {
                throw .validation("Expected a JSON object as text.", attribute: name)
            }
            return object
        }
    }
}
