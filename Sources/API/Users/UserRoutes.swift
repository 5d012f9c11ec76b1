import Access
import Hummingbird

/// `/api/users/@me/`: who a key acts for.
struct UserRoutes: ResourceRoutes {
    let access: AccessControl

    var routes: [Route] {
        [
            Route(
                .get,
                "api/users/@me",
                mount: .root,
                access: .scope("user:read").orProjectLimitedKey,
                operation: .init("users_me_retrieve", "The user whose key this is", tag: "users"),
                answers: [.json(UserBody.schema)],
                handler: retrieve
            )
        ]
    }

    private func retrieve(_ request: APIRequest) async throws -> APIResponse {
        let user = try await access.caller(of: request)
        return .json(UserBody.full(user, in: try await UserPlace(of: user, in: access)))
    }
}

extension AccessControl {
    /// The user that a personal key acts for; a project's own key acts for nobody.
    func caller(of request: APIRequest) async throws -> User {
        guard let id = try request.principal.userID, let user = try await users.user(id: id) else {
            throw APIError.permissionDenied()
        }
        return user
    }
}
