import CoreMetrics
import HTTPTypes
import JSON
import Testing

@testable import API

/// Health checks, the metrics page and the landing page.
struct OperationsTests {
    @Test(arguments: ["/_health", "/_liveness", "/_readiness", "/_liveness/", "/metrics", "/metrics/", "/api/schema"])
    func `operations need no key`(path: String) async throws {
        let server = try await TestServer()

        #expect(try await server.send(.get, path, key: nil).status == .ok)
    }

    @Test func `a server is ready when it is said to be`() async throws {
        let readiness = Readiness()
        let server = try await TestServer(readiness: readiness)

        let before = try await server.send(.get, "/_readiness", key: nil)
        readiness.set(true)
        let after = try await server.send(.get, "/_readiness", key: nil)

        #expect(before.status == .serviceUnavailable && before.code == "not_ready")
        #expect(after.status == .ok)
    }

    @Test func `a browser gets a page`() async throws {
        let server = try await TestServer()

        let response = try await server.send(.get, "/", key: nil, headers: [.accept: "text/html"])

        #expect(response.headers[.contentType] == "text/html; charset=utf-8")
        #expect(response.text.contains("<html"))
    }
}

/// The Prometheus text format.
struct PrometheusTests {
    private let registry = PrometheusRegistry(prefix: "t_")

    /// The lines about our own metrics, without those about the process.
    private var lines: [Substring] {
        registry.text().split(separator: "\n").filter { !$0.contains("process_") }
    }

    @Test func `a counter gets its suffix and its labels are sorted and escaped`() {
        let counter = Counter(
            label: "http.requests",
            dimensions: [("route", "a\"b\\c\nd"), ("a-b", "1")],
            factory: registry
        )

        counter.increment(by: 3)
        Counter(label: "http.requests", dimensions: [("a-b", "1"), ("route", "a\"b\\c\nd")], factory: registry)
            .increment()

        #expect(
            lines == [
                "# TYPE t_http_requests_total counter",
                #"t_http_requests_total{a_b="1",route="a\"b\\c\nd"} 4"#,
            ]
        )
    }

    @Test func `a gauge goes up and down`() {
        let gauge = Gauge(label: "queue", factory: registry)
        let meter = Meter(label: "level", factory: registry)

        gauge.record(5)
        gauge.record(2.5)
        meter.set(7)
        meter.decrement(by: 3)

        #expect(lines == ["# TYPE t_level gauge", "t_level 4", "# TYPE t_queue gauge", "t_queue 2.5"])
    }

    @Test func `a timer is a histogram in seconds`() {
        let timer = Timer(label: "run", dimensions: [("kind", "x")], factory: registry)

        timer.recordMilliseconds(3)
        timer.recordSeconds(100)

        #expect(lines.first == "# TYPE t_run_seconds histogram")
        #expect(lines.contains(#"t_run_seconds_bucket{kind="x",le="0.0025"} 0"#))
        #expect(lines.contains(#"t_run_seconds_bucket{kind="x",le="0.005"} 1"#))
        #expect(lines.contains(#"t_run_seconds_bucket{kind="x",le="60"} 1"#))
        #expect(lines.contains(#"t_run_seconds_bucket{kind="x",le="+Inf"} 2"#))
        #expect(lines.contains(#"t_run_seconds_sum{kind="x"} 100.003"#))
        #expect(lines.last == #"t_run_seconds_count{kind="x"} 2"#)
    }

    @Test func `two kinds of one name do not collide`() {
        Gauge(label: "size", factory: registry).record(1)
        Recorder(label: "size", factory: registry).record(2)

        let types = lines.filter { $0.hasPrefix("# TYPE") }

        #expect(types == ["# TYPE t_size gauge", "# TYPE t_size_histogram histogram"])
    }

    @Test func `the last line ends`() {
        #expect(registry.text().hasSuffix("\n"))
    }
}
