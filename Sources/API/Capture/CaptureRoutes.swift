import Access
import HTTPTypes
import Ingestion
import JSON
import NIOCore
import Storage

/// Where clients send events: PostHog's many addresses for one thing.
///
/// All of them answer in plain text when they refuse, as the clients expect, and take a project's token in place of a
/// key. A token that no project has is no reason to refuse: the client could not do anything about it.
struct CaptureRoutes: ResourceRoutes {
    private let projects: ProjectStore
    private let events: EventPipeline
    private let clock: Clock

    init(_ services: APIServices) {
        projects = services.access.projects
        events = services.events
        clock = services.clock
    }

    private static let ok = APIResponse.bytes(#"{"status":"Ok"}"#.utf8, MediaType.json)

    /// An address, and what is particular about it.
    private struct Address {
        let path: RoutePath
        var limit = CaptureRequest.eventLimit
        var defaultEventName: String?
    }

    private static let addresses = [
        Address(path: "e"),
        Address(path: "capture"),
        Address(path: "track"),
        Address(path: "engage", defaultEventName: "$identify"),
        Address(path: "i/v0/e"),
        Address(path: "batch", limit: CaptureRequest.batchLimit),
        Address(path: "i/v0/ai/batch", limit: CaptureRequest.batchLimit),
    ]

    var routes: [Route] {
        Self.addresses.flatMap { address in [route(.post, address), route(.get, address)] }
    }

    private func route(_ method: HTTPRequest.Method, _ address: Address) -> Route {
        let name = address.path.pattern.replacing("/", with: "_")
        return Route(
            method,
            address.path,
            mount: .root,
            access: .public,
            operation: .init("capture_\(name)_\(method.rawValue.lowercased())", "Send events", tag: "capture"),
            body: .bytes([]),
            answers: [.json(.any, "The events are on disk.")],
            limits: RouteLimits(bodyBytes: address.limit, origins: .all),
            handler: { try await capture($0, address) }
        )
    }

    private func capture(_ request: APIRequest, _ address: Address) async throws -> APIResponse {
        let captured = CaptureRequest(
            request,
            receivedAt: clock.now(),
            limit: address.limit,
            defaultEventName: address.defaultEventName
        )
        do {
            let batch = try CaptureDecoder().batch(of: captured)
            try await store(batch)
        } catch let error as CaptureError {
            events.count(refused: error)
            return .text(error.description, status: error.status)
        }
        return request.query["beacon"] == "1" ? .noContent : Self.ok
    }

    private func store(_ batch: CapturedBatch) async throws {
        guard let project = try await projects.project(token: batch.token) else {
            return events.countUnknownToken(events: batch.events.count)
        }
        try await events.append(batch.events, projectID: project.id)
    }
}

extension CaptureRequest {
    /// A request with what matters for finding the events in it.
    init(_ request: APIRequest, receivedAt: Timestamp, limit: Int = eventLimit, defaultEventName: String? = nil) {
        self.init(
            query: Dictionary(request.query.items.map { ($0.name, $0.value) }) { _, last in last },
            contentType: request.headers[.contentType] ?? "",
            contentEncoding: request.headers[.contentEncoding] ?? "",
            body: Array(request.bytes.readableBytesView),
            receivedAt: receivedAt,
            limit: limit,
            defaultEventName: defaultEventName
        )
    }
}
