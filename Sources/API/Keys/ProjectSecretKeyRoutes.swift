import Access
import Hummingbird
import JSON

/// `project_secret_api_keys/`: keys that belong to the project and run its endpoints; managed by `*` keys.
struct ProjectSecretKeyRoutes: ResourceRoutes {
    let access: AccessControl

    var routes: [Route] {
        [
            Route(
                .get,
                "project_secret_api_keys",
                access: .everything,
                operation: .init("project_secret_api_keys_list", "The project's keys", tag: "project_secret_api_keys"),
                query: QueryParameter.page,
                answers: [.page(of: ProjectSecretKeyBody.schema)],
                handler: list
            ),
            Route(
                .post,
                "project_secret_api_keys",
                access: .everything,
                operation: .init("project_secret_api_keys_create", "Makes a key", tag: "project_secret_api_keys"),
                body: .json(ProjectSecretKeyBody.schema),
                answers: [.json(ProjectSecretKeyBody.schema, status: .created)],
                handler: create
            ),
            Route(
                .delete,
                "project_secret_api_keys/{id}",
                access: .everything,
                operation: .init(
                    "project_secret_api_keys_destroy",
                    "Ends a key at once",
                    tag: "project_secret_api_keys"
                ),
                answers: [.empty()],
                handler: delete
            ),
        ]
    }

    private func list(_ request: APIRequest) async throws -> APIResponse {
        var rows: [JSONValue] = []
        for key in try await access.projectSecretKeys.keys(inProject: request.project.id) {
            let createdBy = try await access.users.basicBody(of: key.createdByID)
            rows.append(ProjectSecretKeyBody.full(key, createdBy: createdBy))
        }
        return .json(PageRequest(request).page(of: rows))
    }

    private func create(_ request: APIRequest) async throws -> APIResponse {
        let userID = try request.principal.userID
        let issued = try await access.projectSecretKeys.create(
            label: request.body["label"]?.stringValue ?? "",
            scopes: request.body["scopes"]?.texts ?? [],
            inProject: request.project.id,
            by: userID
        )
        let createdBy = try await access.users.basicBody(of: userID)
        return .json(
            ProjectSecretKeyBody.full(issued.key, value: issued.value, createdBy: createdBy),
            status: .created
        )
    }

    private func delete(_ request: APIRequest) async throws -> APIResponse {
        let id = request.parameters["id"]
        guard try await access.projectSecretKeys.delete(id: id, inProject: request.project.id) else {
            throw APIError.notFound()
        }
        return .noContent
    }
}
