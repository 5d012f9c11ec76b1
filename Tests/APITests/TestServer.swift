import Access
import ClickHouseTesting
import Definitions
import Endpoints
import Foundation
import HTTPTypes
import Hummingbird
import Ingestion
import JSON
import Logging
import NIOCore
import NIOEmbedded
import Querying
import Storage

@testable import API

/// The whole server without a socket: requests go through the real router, middlewares and checks.
struct TestServer {
    let key = "phx_testtesttesttesttesttest"
    let token = "phc_testtesttesttesttesttest"
    let access: AccessControl
    let engine = FakeEngine()
    let server: APIServer
    private let responder: RouterResponder<APIContext>

    init(
        configuration: APIConfiguration = APIConfiguration(),
        readiness: Readiness = Readiness(isReady: true),
        metrics: PrometheusRegistry = PrometheusRegistry()
    ) async throws {
        let database = try Database.inMemory()
        _ = try await Bootstrap(database).runIfNeeded(personalKey: key, projectToken: token)
        access = AccessControl(database)
        let definitions = DefinitionStore(database)
        let variables = InsightVariableStore(database)
        let queries = QueryService(engine: engine, database: database, definitions: definitions)
        let endpoints = EndpointStore(database, queries: queries, variables: variables)
        let services = APIServices(
            access: access,
            definitions: definitions,
            variables: variables,
            queries: queries,
            endpoints: endpoints,
            runs: EndpointRuns(endpoints: endpoints, queries: queries, journal: RunJournal(database)),
            events: try EventPipeline(
                folder: NSTemporaryDirectory() + "hoglet-api-" + UUID().uuidString,
                database: database,
                engine: engine,
                definitions: definitions
            )
        )
        server = APIServer(
            configuration: configuration,
            services: services,
            readiness: readiness,
            metrics: metrics,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        )
        responder = server.makeRouter(server.resources + [ThingRoutes()]).buildResponder()
    }

    /// Sends a request with the administrator's key, unless `key` says otherwise.
    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ body: String? = nil,
        key: String? = "",
        headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        try await send(method, path, bytes: body.map { Array($0.utf8) }, key: key, headers: headers)
    }

    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        bytes: [UInt8]?,
        key: String? = "",
        headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        var head = HTTPRequest(method: method, scheme: "http", authority: "hog.test", path: path, headerFields: headers)
        if let key { head.headerFields[.authorization] = "Bearer \(key.isEmpty ? self.key : key)" }
        if let bytes {
            if headers[.contentType] == nil { head.headerFields[.contentType] = "application/json" }
            head.headerFields[.contentLength] = String(bytes.count)
        }
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: bytes ?? [])))
        let source = ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: server.logger)
        let response = try await responder.respond(to: request, context: APIContext(source: source))
        let writer = CollectingTestWriter()
        try await response.body.write(writer)
        return TestResponse(status: response.status, headers: response.headers, bytes: writer.collected.bytes)
    }
}

/// An answer with its whole body.
struct TestResponse {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var json: JSONValue { (try? JSONValue(parsing: bytes)) ?? .null }
    var code: String? { json["code"]?.stringValue }
    var detail: String? { json["detail"]?.stringValue }
    var attr: JSONValue? { json["attr"] }
}

private struct CollectingTestWriter: ResponseBodyWriter {
    final class Collected {
        var bytes: [UInt8] = []
    }

    let collected = Collected()

    func write(_ buffer: ByteBuffer) async throws {
        collected.bytes += buffer.readableBytesView
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// A resource that shows what handlers get.
struct ThingRoutes: ResourceRoutes {
    static let thing = Schema.object(
        "Thing",
        [
            .required("name", .string(maximumLength: 10)),
            .optional("count", .integer(minimum: 0).nullable),
            .optional("input", .any),
            .optional("parts", .array(of: .object([.required("text", .string)]))),
            .readOnly("id", .uuid),
        ]
    )

    var routes: [Route] {
        [
            route(.get, "things", "thing:read", query: QueryParameter.page) {
                .json(PageRequest($0).page(of: (0..<5).map { JSONValue($0) }))
            },
            route(.post, "things", "thing:write", body: .json(Self.thing)) {
                .json(.object($0.body), status: .created)
            },
            route(.get, "things/{id:uuid}", "thing:read") { .json(["id": .string($0.parameters["id"])]) },
            route(.patch, "things/{id:uuid}", "thing:write", body: .json(Self.thing.partial)) {
                .json(.object($0.body))
            },
            route(.post, "things/latest", "thing:read") { _ in .noContent },
            route(.post, "things/export", "thing:read", limits: RouteLimits(throttle: .export)) { _ in .noContent },
            route(.get, "project", "thing:read") { .json(["id": JSONValue(try $0.project.id)]) },
            route(.get, "broken", "thing:read") { _ in throw BrokenError() },
            route(.get, "large", "thing:read") { _ in .json(JSONValue(String(repeating: "abc", count: 3000))) },
            route(.get, "streamed", "thing:read") { _ in
                .stream(MediaType.ndjson) { writer in
                    for number in 0..<1000 { try await writer.write("{\"number\":\(number)}\n".utf8) }
                }
            },
            Route(
                .get,
                "run",
                access: .scope("endpoint:read").orProjectSecretKey,
                operation: .init("run", "Run", tag: "things"),
                answers: [.json(.any).or(MediaType.csv)],
                handler: { .json(.string($0.mediaType)) }
            ),
            Route(
                .post,
                "bytes",
                mount: .root,
                access: .public,
                operation: .init("bytes", "Bytes", tag: "things"),
                body: .bytes([]),
                answers: [.json(.any)],
                limits: RouteLimits(bodyBytes: 100, origins: .all),
                handler: { .json(JSONValue($0.bytes.readableBytes)) }
            ),
            Route(
                .get,
                "api/me",
                mount: .root,
                access: .scope("user:read"),
                operation: .init("me", "Me", tag: "things"),
                answers: [.json(.any)],
                handler: { _ in .json("me") }
            ),
        ]
    }

    private func route(
        _ method: HTTPRequest.Method,
        _ path: RoutePath,
        _ scope: String,
        query: [QueryParameter] = [],
        body: RouteBody = .none,
        limits: RouteLimits = RouteLimits(),
        handler: @escaping Route.Handler
    ) -> Route {
        Route(
            method,
            path,
            access: .scope(scope),
            operation: .init("\(path.pattern)_\(method.rawValue)", "Do", tag: "things"),
            query: query,
            body: body,
            answers: [.json(Self.thing)],
            limits: limits,
            handler: handler
        )
    }
}

struct BrokenError: Error, CustomStringConvertible {
    var description: String { "a secret detail" }
}
