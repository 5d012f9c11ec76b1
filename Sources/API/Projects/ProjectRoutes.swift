import Access
import Definitions
import Hummingbird
import JSON

/// `/api/projects/`: the projects that a key may use, and the settings of one.
struct ProjectRoutes: ResourceRoutes {
    let access: AccessControl
    let definitions: DefinitionStore

    var routes: [Route] {
        [
            Route(
                .get,
                "api/projects",
                mount: .root,
                access: .scope("project:read"),
                operation: .init("projects_list", "The projects that the key may use", tag: "projects"),
                query: QueryParameter.page,
                answers: [.page(of: ProjectBody.basicSchema)],
                handler: { try await ProjectBody.page(of: access.projects, for: $0) }
            ),
            Route(
                .get,
                "",
                access: .scope("project:read"),
                operation: .init("projects_retrieve", "One project with its settings", tag: "projects"),
                answers: [.json(ProjectBody.schema)],
                handler: { try await answer($0.project, to: $0) }
            ),
            Route(
                .patch,
                "",
                access: .scope("project:write"),
                operation: .init("projects_partial_update", "Changes a project's settings", tag: "projects"),
                body: .json(ProjectBody.schema.partial),
                answers: [.json(ProjectBody.schema)],
                handler: update
            ),
        ]
    }

    private func update(_ request: APIRequest) async throws -> APIResponse {
        let settings = ProjectBody.settings(request.body)
        guard let project = try await access.projects.update(id: request.project.id, settings) else {
            throw APIError.notFound("Project not found.")
        }
        return try await answer(project, to: request)
    }

    private func answer(_ project: Project, to request: APIRequest) async throws -> APIResponse {
        let user = try await access.caller(of: request)
        let memberships = try await access.users.memberships(of: user.id)
        let groupTypes = try await definitions.groupTypes(inProject: project.id)
        let membership = memberships.first { $0.organization.id == project.organizationID }
        return .json(ProjectBody.full(project, groupTypes: groupTypes, membership))
    }
}
