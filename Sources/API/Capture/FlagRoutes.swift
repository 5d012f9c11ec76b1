import Access
import Definitions
import HTTPTypes
import Ingestion
import JSON
import Storage

/// What clients ask about feature flags, answered truthfully for a server that has none.
struct FlagRoutes: ResourceRoutes {
    private let projects: ProjectStore
    private let definitions: DefinitionStore
    private let clock: Clock

    init(_ services: APIServices) {
        projects = services.access.projects
        definitions = services.definitions
        clock = services.clock
    }

    var routes: [Route] {
        [
            question(.post, "flags", "evaluate_flags", flags), question(.get, "flags", "evaluate_flags_get", flags),
            question(.post, "decide", "decide", decide), question(.get, "decide", "decide_get", decide),
            definitionsRoute("flags/definitions", "flag_definitions"),
            definitionsRoute("api/feature_flag/local_evaluation", "flag_definitions_older"),
        ]
    }

    private func question(
        _ method: HTTPRequest.Method,
        _ path: RoutePath,
        _ id: String,
        _ answer: @escaping @Sendable (_ version: Int) -> JSONObject
    ) -> Route {
        Route(
            method,
            path,
            mount: .root,
            access: .public,
            operation: .init(id, "The feature flags of a person", tag: "flags"),
            body: .bytes([]),
            answers: [.json(.any, "No flags, and no errors.")],
            limits: RouteLimits(bodyBytes: CaptureRequest.eventLimit, origins: .all),
            handler: { try await evaluate($0, answer) }
        )
    }

    // MARK: - Flags of a person

    private func evaluate(
        _ request: APIRequest,
        _ answer: (_ version: Int) -> JSONObject
    ) async throws -> APIResponse {
        do {
            let question = try FlagsDecoder().request(of: CaptureRequest(request, receivedAt: clock.now()))
            if let refusal = try await refusal(of: question) { return refusal }
        } catch let error as CaptureError {
            return .text(error.description, status: error.status)
        }
        return .json(.object(answer(request.query["v"].flatMap { Int($0) } ?? 1)))
    }

    private func refusal(of question: FlagsRequest) async throws -> APIResponse? {
        guard let token = question.token, !token.isEmpty else {
            return .text(
                "No API token provided. Please include a valid API token in your request.",
                status: .unauthorized
            )
        }
        guard let id = question.distinctID else {
            return .text(
                "The distinct_id field is missing from the request. Please include a valid identifier.",
                status: .badRequest
            )
        }
        guard !id.isEmpty else {
            return .text(
                "The distinct_id field cannot be empty. Please provide a valid identifier.",
                status: .badRequest
            )
        }
        guard try await projects.project(token: token) == nil else { return nil }
        return .text(
            "The provided API key is invalid or has expired. Please check your API key and try again.",
            status: .unauthorized
        )
    }

    /// From the second version on flags are objects; before it, two lists in parallel.
    private var flags: @Sendable (Int) -> JSONObject {
        { [clock] version in
            var answer: JSONObject = ["errorsWhileComputingFlags": false]
            if version >= 2 {
                answer["flags"] = [:]
            } else {
                answer["featureFlags"] = [:]
                answer["featureFlagPayloads"] = [:]
            }
            answer["requestId"] = .string(UUIDText.make())
            answer["evaluatedAt"] = JSONValue(clock.now().microseconds / 1000)
            return answer
        }
    }

    private var decide: @Sendable (Int) -> JSONObject {
        { version in
            var answer = RemoteConfig.ofDecide
            switch version {
            case ...1: answer["featureFlags"] = []
            case 2: answer["featureFlags"] = [:]
            case 3:
                answer["featureFlags"] = [:]
                answer["featureFlagPayloads"] = [:]
            default: answer["flags"] = [:]
            }
            answer["errorsWhileComputingFlags"] = false
            return answer
        }
    }

    // MARK: - Definitions of flags

    private func definitionsRoute(_ path: RoutePath, _ id: String) -> Route {
        Route(
            .get,
            path,
            mount: .root,
            access: .anyKey.orProjectSecretKey.orProjectLimitedKey,
            operation: .init(id, "What a server needs to evaluate flags itself", tag: "flags"),
            answers: [.json(.any, "No flags.")],
            handler: flagDefinitions
        )
    }

    @Sendable private func flagDefinitions(_ request: APIRequest) async throws -> APIResponse {
        let project = try await project(of: request)
        let types = try await definitions.groupTypes(inProject: project.id)
        let body: JSONValue = [
            "flags": [],
            "group_type_mapping": .object(JSONObject(types.map { ("\($0.index)", .string($0.name)) })),
            "cohorts": [:],
        ]
        let tag = "\"flags-\(types.count)\""
        if request.headers[.ifNoneMatch] == tag { return APIResponse(status: .notModified, headers: [.eTag: tag]) }
        return .json(body, headers: [.eTag: tag])
    }

    /// The project whose token is in the query, or the one that a project's own key belongs to.
    private func project(of request: APIRequest) async throws -> Project {
        let principal = try request.principal
        let project: Project?
        if let token = request.query["token"] {
            project = try await projects.project(token: token)
        } else if case .projectSecretKey(_, let projectID) = principal.kind {
            project = try await projects.project(id: projectID)
        } else {
            project = nil
        }
        guard let project else { throw APIError.notAuthenticated }
        try principal.requireAccess(to: project)
        return project
    }
}
