import Hummingbird

/// What an orchestrator and a load balancer ask; they stand before all middlewares, so nothing slows or counts them.
struct ProbeRoutes: ResourceRoutes {
    let readiness: Readiness

    private static let alive = APIResponse.text("ok")

    var routes: [Route] {
        [
            Route(
                .get,
                "_liveness",
                mount: .root,
                access: .public,
                operation: .init("liveness", "Whether the process answers at all", tag: "operations"),
                answers: [.bytes(MediaType.text)],
                handler: { _ in Self.alive }
            ),
            Route(
                .get,
                "_health",
                mount: .root,
                access: .public,
                operation: .init("health", "Whether the server answers", tag: "operations"),
                answers: [.bytes(MediaType.text)],
                handler: { _ in Self.alive }
            ),
            Route(
                .get,
                "_readiness",
                mount: .root,
                access: .public,
                operation: .init(
                    "readiness",
                    "Whether the server takes requests; 503 until it does",
                    tag: "operations"
                ),
                answers: [.bytes(MediaType.text)],
                handler: { _ in
                    readiness.isReady
                        ? Self.alive
                        : APIResponse(.unavailable("The server is starting.", code: "not_ready", retryAfter: 1))
                }
            ),
        ]
    }
}
