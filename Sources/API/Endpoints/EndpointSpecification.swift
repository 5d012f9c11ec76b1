import Definitions
import Endpoints
import JSON

/// Describes the run of one endpoint as an OpenAPI document, for clients that generate code from it.
struct EndpointSpecification {
    let variables: InsightVariableStore

    func document(of version: EndpointVersion, _ endpoint: Endpoint, origin: String) async throws -> JSONValue {
        let known = try await variables.variables(inProject: endpoint.projectID)
        let inputs = RunInputs(version, known: known)
        let path = "/api/projects/\(endpoint.projectID)/endpoints/\(endpoint.name)/run"
        let description = version.description.isEmpty ? "PostHog Endpoint: \(endpoint.name)" : version.description
        return [
            "openapi": "3.0.3",
            "info": [
                "title": .string(endpoint.name),
                "description": .string(description),
                "version": .string(String(version.number)),
            ],
            "servers": [["url": .string(origin)]],
            "paths": .object([path: ["post": operation(endpoint, inputs)]]),
            "components": [
                "schemas": .object(schemas(endpoint, inputs)),
                "securitySchemes": ["PersonalAPIKey": ["type": "http", "scheme": "bearer"]],
            ],
        ]
    }

    private func operation(_ endpoint: Endpoint, _ inputs: RunInputs) -> JSONValue {
        let body: JSONValue = Self.content("EndpointRunRequest")
        return [
            "operationId": .string("run_" + endpoint.name.map { $0 == "-" ? "_" : String($0) }.joined()),
            "summary": .string("Execute \(endpoint.name)"),
            "security": [["PersonalAPIKey": []]],
            "requestBody": ["required": .bool(!inputs.required.isEmpty), "content": body],
            "responses": [
                "200": ["description": "The rows.", "content": Self.content("EndpointRunResponse")],
                "400": Self.error("The request is wrong, or the query failed."),
                "401": Self.error("No key, or a wrong one."),
                "404": Self.error("There is no such endpoint or version."),
                "429": Self.error("Too many requests or queries at the moment."),
                "503": Self.error("The query engine can't be reached at the moment."),
            ],
        ]
    }

    private static func content(_ schema: String) -> JSONValue {
        ["application/json": ["schema": reference(schema)]]
    }

    private static func error(_ description: String) -> JSONValue {
        ["description": .string(description), "content": content("Error")]
    }

    private static func reference(_ schema: String) -> JSONValue {
        ["$ref": .string("#/components/schemas/\(schema)")]
    }
}

// MARK: - Schemas

extension EndpointSpecification {
    private func schemas(_ endpoint: Endpoint, _ inputs: RunInputs) -> JSONObject {
        var schemas: JSONObject = [
            "EndpointRunRequest": request(endpoint, inputs),
            "EndpointRunResponse": Self.response,
            "DashboardFilter": Self.dashboardFilter,
            "PropertyFilter": Self.propertyFilter,
            "Error": Self.errorSchema,
        ]
        if !inputs.properties.isEmpty {
            var variables: JSONObject = [
                "type": "object", "properties": .object(inputs.properties), "additionalProperties": false,
            ]
            if !inputs.required.isEmpty { variables["required"] = JSONValue(inputs.required) }
            schemas["Variables"] = .object(variables)
        }
        return schemas
    }

    private func request(_ endpoint: Endpoint, _ inputs: RunInputs) -> JSONValue {
        let words = RunRequest.Refresh.allCases.map(\.rawValue)
        var properties: JSONObject = [
            "client_query_id": [
                "type": "string", "description": "A name by which to ask about the run and cancel it.",
            ],
            "filters_override": Self.reference("DashboardFilter"),
            "refresh": ["type": "string", "enum": JSONValue(words), "default": "cache"],
            "version": [
                "type": "integer", "minimum": 1, "description": .string("1-\(endpoint.current.number)"),
            ],
            "limit": ["type": "integer", "minimum": 1],
            "offset": ["type": "integer", "minimum": 0],
            "debug": ["type": "boolean", "default": false],
        ]
        if !inputs.properties.isEmpty { properties["variables"] = Self.reference("Variables") }
        var schema: JSONObject = ["type": "object", "properties": .object(properties)]
        if !inputs.required.isEmpty { schema["required"] = ["variables"] }
        return .object(schema)
    }

    private static let response: JSONValue = [
        "type": "object",
        "properties": [
            "results": ["type": "array", "items": [:]],
            "columns": ["type": "array", "items": ["type": "string"]],
            "hasMore": ["type": "boolean"],
        ],
        "required": ["results"],
    ]

    private static let dashboardFilter: JSONValue = [
        "type": "object",
        "properties": [
            "date_from": ["type": "string", "nullable": true],
            "date_to": ["type": "string", "nullable": true],
            "properties": [
                "type": "array", "items": ["$ref": "#/components/schemas/PropertyFilter"], "nullable": true,
            ],
        ],
    ]

    private static let propertyFilter: JSONValue = [
        "type": "object",
        "properties": [
            "key": ["type": "string"],
            "value": [:],
            "operator": ["type": "string"],
            "type": ["type": "string", "enum": ["event", "person", "session", "cohort", "group", "hogql"]],
        ],
        "required": ["key"],
    ]

    private static let errorSchema: JSONValue = [
        "type": "object",
        "properties": [
            "type": ["type": "string"],
            "code": ["type": "string"],
            "detail": ["type": "string"],
            "attr": ["type": "string", "nullable": true],
        ],
        "required": ["type", "code", "detail"],
    ]
}

/// The variables of a run as OpenAPI describes them.
private struct RunInputs {
    private(set) var properties: JSONObject = [:]
    /// Sorted; those that have no value when a run says nothing.
    private(set) var required: [String] = []

    init(_ version: EndpointVersion, known: [InsightVariable]) {
        if version.query.kind == .hogQL {
            for variable in version.query.variables {
                let definition = known.first { $0.id == variable.id }
                properties[variable.codeName] = Self.schema(variable, definition)
                if version.isMaterialized || variable.value.isNull { required.append(variable.codeName) }
            }
        } else {
            for name in version.query.breakdowns {
                properties[name] = ["type": "string", "example": "Chrome"]
                if version.isMaterialized, !version.optionalBreakdownProperties.contains(name) { required.append(name) }
            }
            for name in ["date_from", "date_to"] { properties[name] = ["type": "string", "example": "2026-01-31"] }
        }
        required.sort()
    }

    private static func schema(_ variable: StoredVariable, _ definition: InsightVariable?) -> JSONValue {
        var schema: JSONObject =
            switch definition?.kind {
            case .number: ["type": "number"]
            case .boolean: ["type": "boolean"]
            case .list: ["type": "array", "items": ["type": "string"]]
            case .date: ["type": "string", "format": "date"]
            case .string, nil: ["type": "string"]
            }
        schema["description"] = .string("Variable: \(definition?.name ?? variable.codeName)")
        if !variable.value.isNull { schema["example"] = variable.value }
        return .object(schema)
    }
}
