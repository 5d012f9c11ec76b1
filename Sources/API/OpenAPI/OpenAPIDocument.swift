import HTTPTypes
import JSON

/// Describes routes in OpenAPI 3.1, from nothing but the routes themselves.
///
/// A route below a project stands under `/api/projects/` only; that `/api/environments/` does the same is said once.
struct OpenAPIDocument {
    private var paths = JSONObject()
    private var components: [String: JSONValue] = [:]

    init(_ routes: [Route]) {
        for route in routes {
            let path = route.documentedPath
            var operations = paths[path]?.objectValue ?? [:]
            operations[route.method.rawValue.lowercased()] = operation(route)
            paths[path] = .object(operations)
        }
        _ = Self.error.openAPI(components: &components)
    }

    var json: JSONValue {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "Hoglet",
                "version": "1.0.0",
                "summary": "PostHog's project API.",
                "description": """
                Every path works with and without a slash at its end. What is under `/api/projects/` is under \
                `/api/environments/` too.
                """,
                "license": ["name": "MIT", "identifier": "MIT"],
            ],
            "servers": [["url": "/"]],
            "paths": .object(paths),
            "components": [
                "schemas": .object(JSONObject(components.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })),
                "responses": [
                    "Error": [
                        "description": "The one shape of all errors.",
                        "content": ["application/json": ["schema": ["$ref": "#/components/schemas/Error"]]],
                    ]
                ],
                "securitySchemes": Self.securitySchemes,
            ],
        ]
    }

    // MARK: - One operation

    private mutating func operation(_ route: Route) -> JSONValue {
        var operation: JSONObject = [
            "operationId": .string(route.operation.id),
            "summary": .string(route.operation.summary),
            "tags": [.string(route.operation.tag)],
        ]
        if let details = route.operation.details { operation["description"] = .string(details) }
        let parameters = pathParameters(route) + route.query.map { queryParameter($0) }
        if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
        if let body = body(route.body) { operation["requestBody"] = body }
        operation["responses"] = responses(route)
        operation["security"] = Self.security(route.access)
        return .object(operation)
    }

    private mutating func pathParameters(_ route: Route) -> [JSONValue] {
        let own: [JSONValue] = route.path.parameters.map { parameter in
            let schema: JSONValue =
                switch parameter.type {
                case .text: ["type": "string"]
                case .uuid: ["type": "string", "format": "uuid"]
                case .int: ["type": "integer", "minimum": 0]
                }
            return ["name": .string(parameter.name), "in": "path", "required": true, "schema": schema]
        }
        guard route.mount == .project else { return own }
        let project: JSONValue = [
            "name": "project_id", "in": "path", "required": true, "schema": ["type": "string"],
            "description": "The number of the project, or `@current`.", "example": "@current",
        ]
        return [project] + own
    }

    private mutating func queryParameter(_ parameter: QueryParameter) -> JSONValue {
        [
            "name": .string(parameter.name), "in": "query", "required": .bool(parameter.isRequired),
            "description": .string(parameter.summary),
            "schema": parameter.schema.openAPI(components: &components),
        ]
    }

    private mutating func body(_ body: RouteBody) -> JSONValue? {
        switch body {
        case .none: return nil
        case .json(let schema):
            let content: JSONValue = ["schema": schema.openAPI(components: &components)]
            return ["content": [MediaType.json: content], "required": .bool(schema.requiresMembers)]
        case .bytes(let mediaTypes), .stream(let mediaTypes):
            let types = mediaTypes.isEmpty ? ["*/*"] : mediaTypes
            return ["content": .object(JSONObject(types.map { ($0, ["schema": [:]]) })), "required": true]
        }
    }

    private mutating func responses(_ route: Route) -> JSONValue {
        var responses = JSONObject()
        for answer in route.answers {
            var response: JSONObject = ["description": .string(answer.summary)]
            var contents = JSONObject()
            for content in answer.contents {
                let schema = content.schema?.openAPI(components: &components) ?? ["type": "string"]
                contents[content.mediaType] = ["schema": schema]
            }
            if !contents.isEmpty { response["content"] = .object(contents) }
            responses[String(answer.status.code)] = .object(response)
        }
        if route.access.requirement != .nothing || route.body.schema != nil {
            responses["4XX"] = ["$ref": "#/components/responses/Error"]
        }
        responses["5XX"] = ["$ref": "#/components/responses/Error"]
        return .object(responses)
    }
}

// MARK: - What all routes share

extension OpenAPIDocument {
    private static let error = Schema.object(
        "Error",
        [
            .required(
                "type",
                .choice([
                    "authentication_error", "invalid_request", "server_error", "throttled_error", "validation_error",
                ])
            ),
            .required("code", .string.described("A stable word for what is wrong.")),
            .required("detail", .string.described("A sentence for people.")),
            .required("attr", .string.nullable.described("The field that is wrong, nested names joined with `__`.")),
        ],
        unknown: .kept
    )

    private static let securitySchemes: JSONValue = [
        "personalAPIKey": [
            "type": "http", "scheme": "bearer",
            "description": "A personal API key (`phx_…`) with the scope that the operation names.",
        ],
        "personalAPIKeyInQuery": ["type": "apiKey", "in": "query", "name": "personal_api_key"],
        "projectSecretAPIKey": [
            "type": "http", "scheme": "bearer", "description": "A project secret API key (`phs_…`).",
        ],
    ]

    private static func security(_ access: RouteAccess) -> JSONValue {
        let scopes: JSONValue
        switch access.requirement {
        case .nothing: return []
        case .anyKey: scopes = []
        case .scope(let scope): scopes = [.string(scope)]
        case .everything: scopes = ["*"]
        }
        var schemes: [JSONValue] = [["personalAPIKey": scopes], ["personalAPIKeyInQuery": scopes]]
        if access.admitsProjectSecretKeys { schemes.append(["projectSecretAPIKey": scopes]) }
        return .array(schemes)
    }
}

extension Route {
    /// The path in documents: below `/api/` with a slash at its end, unless it looks like a file.
    var documentedPath: String {
        let whole = (mount.prefixes.first ?? "/") + path.pattern
        let name = whole.split(separator: "/").last ?? ""
        return whole.hasPrefix("/api/") && !name.contains(".") ? whole + "/" : whole
    }
}

extension Schema {
    /// Whether an empty object breaks the schema.
    fileprivate var requiresMembers: Bool {
        guard case .object(let rule) = form else { return true }
        return rule.fields.contains { $0.isRequired }
    }
}
