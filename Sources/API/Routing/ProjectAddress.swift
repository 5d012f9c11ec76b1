import Access
import HTTPTypes

/// How a request names its project: by number, as `@current`, or by a token in the query string.
struct ProjectAddress {
    let projects: ProjectStore
    let users: UserStore

    /// The project that the request is about, if the key may use it.
    func project(_ text: String, of request: APIRequest, for principal: Principal) async throws -> Project {
        let project =
            if let token = Self.token(in: request) {
                try await projectOfToken(token)
            } else if text == "@current" {
                try await currentProject(of: principal)
            } else if let id = RoutePath.ParameterType.int.canonical(text).flatMap({ Int($0) }) {
                try await projects.project(id: id)
            } else {
                Project?.none
            }
        guard let project else { throw APIError.notFound("Project not found.") }
        try principal.requireAccess(to: project)
        return project
    }

    /// PostHog's SDKs read with `@current` in the path and their project's token in the query.
    private static func token(in request: APIRequest) -> String? {
        guard request.method == .get || request.method == .head, !request.query.isEmpty else { return nil }
        return request.query["token"] ?? request.query["api_key"]
    }

    private func projectOfToken(_ token: String) async throws -> Project? {
        guard let project = try await projects.project(token: token) else { throw APIError.authenticationFailed() }
        return project
    }

    private func currentProject(of principal: Principal) async throws -> Project? {
        switch principal.kind {
        case .projectSecretKey(_, let projectID): return try await projects.project(id: projectID)
        case .personalKey(_, let userID):
            guard let id = try await users.user(id: userID)?.currentProjectID else { return nil }
            return try await projects.project(id: id)
        }
    }
}
