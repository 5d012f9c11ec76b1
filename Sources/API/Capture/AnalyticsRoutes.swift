import Access
import HTTPTypes
import Ingestion
import JSON
import Storage

/// `/i/v1/analytics/events`: the newer way to send events, which answers for each of them.
struct AnalyticsRoutes: ResourceRoutes {
    private let projects: ProjectStore
    private let events: EventPipeline
    private let clock: Clock

    init(_ services: APIServices) {
        projects = services.access.projects
        events = services.events
        clock = services.clock
    }

    var routes: [Route] {
        [
            Route(
                .post,
                "i/v1/analytics/events",
                mount: .root,
                access: .public,
                operation: .init("capture_v1", "Send events and learn what became of each", tag: "capture"),
                body: .bytes([]),
                answers: [.json(.any, "What became of each event, by its UUID.")],
                limits: RouteLimits(bodyBytes: CaptureRequest.batchLimit, origins: .all),
                handler: capture
            )
        ]
    }

    @Sendable private func capture(_ request: APIRequest) async throws -> APIResponse {
        do {
            let token = try Self.token(of: request)
            let batch = try AnalyticsDecoder().batch(
                of: CaptureRequest(request, receivedAt: clock.now(), limit: CaptureRequest.batchLimit),
                from: AnalyticsDecoder.Client(
                    sentAt: request.headers["PostHog-Request-Timestamp"],
                    library: request.headers["PostHog-Sdk-Info"]
                )
            )
            try await store(batch, token: token)
            return .json(["results": .object(JSONObject(batch.outcomes.map { ($0.uuid, Self.result($0)) }))])
        } catch let error as CaptureError {
            events.count(refused: error)
            return Self.refusal(error)
        }
    }

    private func store(_ batch: AnalyticsDecoder.Batch, token: String) async throws {
        events.countInvalid(events: batch.outcomes.count(where: \.isDropped))
        guard !batch.events.isEmpty else { return }
        guard let project = try await projects.project(token: token) else {
            return events.countUnknownToken(events: batch.events.count)
        }
        try await events.append(batch.events, projectID: project.id)
    }

    private static func token(of request: APIRequest) throws(CaptureError) -> String {
        guard let header = request.headers[.authorization], header.lowercased().hasPrefix("bearer ") else {
            throw .missingToken
        }
        return try CaptureToken.validated(String(header.dropFirst("bearer ".count)))
    }

    private static func result(_ outcome: AnalyticsDecoder.Outcome) -> JSONValue {
        guard let details = outcome.details else { return ["result": "ok"] }
        return ["result": "drop", "details": .string(details)]
    }

    private static func refusal(_ error: CaptureError) -> APIResponse {
        .json(
            [
                "error": .string(error.label), "error_description": .string(error.description),
                "detail": .string(error.description),
            ],
            status: error.status
        )
    }
}

extension HTTPFields {
    fileprivate subscript(name: String) -> String? { HTTPField.Name(name).flatMap { self[$0] } }
}
