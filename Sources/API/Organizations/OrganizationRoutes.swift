import Access
import Hummingbird
import JSON

/// `/api/organizations/`: the caller's organizations and their projects.
struct OrganizationRoutes: ResourceRoutes {
    let access: AccessControl

    var routes: [Route] {
        [
            Route(
                .get,
                "api/organizations/{organization_id}",
                mount: .root,
                access: .scope("organization:read"),
                operation: .init("organizations_retrieve", "One organization, or `@current`", tag: "organizations"),
                answers: [.json(OrganizationBody.schema)],
                handler: retrieve
            ),
            Route(
                .get,
                "api/organizations/{organization_id}/projects",
                mount: .root,
                access: .scope("project:read"),
                operation: .init("organizations_projects_list", "The projects of an organization", tag: "projects"),
                query: QueryParameter.page,
                answers: [.page(of: ProjectBody.basicSchema)],
                handler: listProjects
            ),
            Route(
                .post,
                "api/organizations/{organization_id}/projects",
                mount: .root,
                access: .scope("project:write"),
                operation: .init("organizations_projects_create", "Makes a project", tag: "projects"),
                body: .json(ProjectBody.schema),
                answers: [.json(ProjectBody.schema, status: .created)],
                handler: createProject
            ),
        ]
    }

    private func retrieve(_ request: APIRequest) async throws -> APIResponse {
        let membership = try await membership(of: request)
        let page = try await access.projects.projects(
            visibleTo: request.principal,
            in: membership.organization.id,
            limit: .max,
            offset: 0
        )
        return .json(OrganizationBody.full(membership, projects: page.projects))
    }

    private func listProjects(_ request: APIRequest) async throws -> APIResponse {
        let membership = try await membership(of: request)
        return try await ProjectBody.page(of: access.projects, in: membership.organization.id, for: request)
    }

    private func createProject(_ request: APIRequest) async throws -> APIResponse {
        let membership = try await membership(of: request)
        let settings = ProjectBody.settings(request.body)
        let project = try await access.projects.create(settings, in: membership.organization.id)
        return .json(ProjectBody.full(project, groupTypes: [], membership), status: .created)
    }

    /// The caller's part in the organization that the path names by id or as `@current`.
    private func membership(of request: APIRequest) async throws -> Membership {
        let principal = try request.principal
        let place = try await UserPlace(of: access.caller(of: request), in: access)
        let id = request.parameters["organization_id"]
        let membership =
            if id == "@current" {
                place.membership
            } else {
                place.memberships.first { $0.organization.id == RoutePath.ParameterType.uuid.canonical(id) }
            }
        guard let membership else { throw AccessError.organizationNotFound }
        try principal.requireAccess(toOrganization: membership.organization.id)
        return membership
    }
}
