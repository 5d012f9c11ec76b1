import Access
import Definitions
import Hummingbird
import JSON

/// `property_definitions/`: which properties a project sends, and how their values are to be read.
struct PropertyDefinitionRoutes: ResourceRoutes {
    let definitions: DefinitionStore

    var routes: [Route] {
        [
            Route(
                .get,
                "property_definitions",
                access: .scope("property_definition:read"),
                operation: .init("property_definitions_list", "The known properties by name", tag: "definitions"),
                query: QueryParameter.page + [
                    QueryParameter("search", .text, "A part of the name."),
                    QueryParameter("type", PropertyDefinitionBody.kind, "What they belong to; events by default."),
                    QueryParameter("group_type_index", PropertyDefinitionBody.groupTypeIndex, "Of one group type."),
                ],
                answers: [.page(of: PropertyDefinitionBody.schema)],
                handler: list
            ),
            Route(
                .post,
                "property_definitions",
                access: .scope("property_definition:write"),
                operation: .init("property_definitions_create", "Sets the type of a property", tag: "definitions"),
                body: .json(PropertyDefinitionBody.schema),
                answers: [.json(PropertyDefinitionBody.schema, status: .created)],
                handler: create
            ),
            Route(
                .get,
                "property_definitions/{id:uuid}",
                access: .scope("property_definition:read"),
                operation: .init("property_definitions_retrieve", "One property", tag: "definitions"),
                answers: [.json(PropertyDefinitionBody.schema)],
                handler: { request in
                    try Self.answer(
                        try await definitions.property(id: request.parameters["id"], inProject: request.project.id)
                    )
                }
            ),
            Route(
                .patch,
                "property_definitions/{id:uuid}",
                access: .scope("property_definition:write"),
                operation: .init("property_definitions_partial_update", "Sets a property's type", tag: "definitions"),
                body: .json(PropertyDefinitionBody.changes),
                answers: [.json(PropertyDefinitionBody.schema)],
                handler: update
            ),
        ]
    }

    private func list(_ request: APIRequest) async throws -> APIResponse {
        let asked = PageRequest(request)
        let page = try await definitions.properties(
            PropertyDefinitionBody.filter(request.arguments),
            inProject: request.project.id,
            limit: asked.limit,
            offset: asked.offset
        )
        return .json(asked.page(page.definitions.map(PropertyDefinitionBody.full), count: page.count))
    }

    private func create(_ request: APIRequest) async throws -> APIResponse {
        let definition = try await definitions.setType(
            PropertyDefinitionBody.type(request.body),
            ofProperty: request.body["name"]?.stringValue ?? "",
            of: PropertyDefinitionBody.owner(request.body),
            inProject: request.project.id
        )
        return .json(PropertyDefinitionBody.full(definition), status: .created)
    }

    private func update(_ request: APIRequest) async throws -> APIResponse {
        let id = request.parameters["id"]
        let projectID = try request.project.id
        guard request.body["property_type"] != nil else {
            return try Self.answer(try await definitions.property(id: id, inProject: projectID))
        }
        let type = PropertyDefinitionBody.type(request.body)
        return try Self.answer(
            try await definitions.setType(type, ofPropertyWithID: id, inProject: projectID)
        )
    }

    private static func answer(_ definition: PropertyDefinition?) throws -> APIResponse {
        guard let definition else { throw APIError.notFound() }
        return .json(PropertyDefinitionBody.full(definition))
    }
}
