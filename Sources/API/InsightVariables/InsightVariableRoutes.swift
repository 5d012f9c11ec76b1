import Access
import Definitions
import Hummingbird
import JSON

/// `insight_variables/`: the values that a project's queries leave open.
struct InsightVariableRoutes: ResourceRoutes {
    let variables: InsightVariableStore

    var routes: [Route] { [list, create, retrieve, update, delete] }

    private static func answer(_ variable: InsightVariable?) throws -> APIResponse {
        guard let variable else { throw APIError.notFound() }
        return .json(InsightVariableBody.full(variable))
    }
}

extension InsightVariableRoutes {
    private var list: Route {
        Route(
            .get,
            "insight_variables",
            access: .scope("insight_variable:read"),
            operation: .init("insight_variables_list", "The project's variables", tag: "insight_variables"),
            query: QueryParameter.page,
            answers: [.page(of: InsightVariableBody.schema)],
            handler: { request in
                let listed = try await variables.variables(inProject: request.project.id)
                return .json(PageRequest(request).page(of: listed.map(InsightVariableBody.full)))
            }
        )
    }

    private var create: Route {
        Route(
            .post,
            "insight_variables",
            access: .scope("insight_variable:write"),
            operation: .init("insight_variables_create", "Adds a variable", tag: "insight_variables"),
            body: .json(InsightVariableBody.schema),
            answers: [.json(InsightVariableBody.schema, status: .created)],
            handler: { request in
                let made = try await variables.create(
                    InsightVariableBody.settings(request.body),
                    inProject: request.project.id,
                    by: request.principal.userID
                )
                return .json(InsightVariableBody.full(made), status: .created)
            }
        )
    }

    private var retrieve: Route {
        Route(
            .get,
            "insight_variables/{id:uuid}",
            access: .scope("insight_variable:read"),
            operation: .init("insight_variables_retrieve", "One variable", tag: "insight_variables"),
            answers: [.json(InsightVariableBody.schema)],
            handler: { request in
                let id = request.parameters["id"]
                return try Self.answer(try await variables.variable(id: id, inProject: request.project.id))
            }
        )
    }

    private var update: Route {
        Route(
            .patch,
            "insight_variables/{id:uuid}",
            access: .scope("insight_variable:write"),
            operation: .init("insight_variables_partial_update", "Changes a variable", tag: "insight_variables"),
            body: .json(InsightVariableBody.schema.partial),
            answers: [.json(InsightVariableBody.schema)],
            handler: { request in
                let settings = InsightVariableBody.settings(request.body)
                let id = request.parameters["id"]
                return try Self.answer(try await variables.update(id: id, inProject: request.project.id, settings))
            }
        )
    }

    private var delete: Route {
        Route(
            .delete,
            "insight_variables/{id:uuid}",
            access: .scope("insight_variable:write"),
            operation: .init("insight_variables_destroy", "Removes a variable", tag: "insight_variables"),
            answers: [.empty()],
            handler: { request in
                let id = request.parameters["id"]
                guard try await variables.delete(id: id, inProject: request.project.id) else {
                    throw APIError.notFound()
                }
                return .noContent
            }
        )
    }
}
