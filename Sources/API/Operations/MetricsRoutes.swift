import Hummingbird

/// `/metrics`: what Prometheus collects.
struct MetricsRoutes: ResourceRoutes {
    let registry: PrometheusRegistry

    var routes: [Route] {
        [
            Route(
                .get,
                "metrics",
                mount: .root,
                access: .public,
                operation: .init("metrics", "Metrics in the Prometheus text format", tag: "operations"),
                answers: [.bytes(MediaType.text)],
                handler: { _ in
                    .bytes(registry.text().utf8, "text/plain; version=0.0.4; charset=utf-8")
                }
            )
        ]
    }
}
