import JSON

/// A parameter of the query string.
public struct QueryParameter: Sendable {
    let name: String
    let schema: Schema
    let summary: String
    let isRequired: Bool
    /// Whether a value that breaks the schema is an error; else it is only documented and the handler decides.
    let isChecked: Bool

    public init(
        _ name: String,
        _ schema: Schema,
        _ summary: String,
        isRequired: Bool = false,
        isChecked: Bool = true
    ) {
        self.name = name
        self.schema = schema
        self.summary = summary
        self.isRequired = isRequired
        self.isChecked = isChecked
    }

    /// The two parameters of every list.
    ///
    /// Bad values count as none, so they are not checked.
    public static let page = [
        QueryParameter("limit", .integer(minimum: 1), "How many rows a page has; 100 by default.", isChecked: false),
        QueryParameter("offset", .integer(minimum: 0), "How many rows come before the page.", isChecked: false),
    ]

    /// The checked value, nil when the parameter is not there.
    func value(in items: QueryItems) throws(APIError) -> JSONValue? {
        let texts = items.values(of: name)
        guard let last = texts.last else {
            guard isRequired else { return nil }
            throw .validation("This field is required.", code: "required", attribute: name)
        }
        let isList = if case .array = schema.form { true } else { false }
        guard isChecked else { return isList ? JSONValue(texts) : .string(last) }
        do { return try schema.validated(isList ? JSONValue(texts) : .string(last)) } catch { throw error.inside(name) }
    }
}
