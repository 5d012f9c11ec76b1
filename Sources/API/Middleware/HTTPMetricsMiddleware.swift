import HTTPTypes
import Hummingbird
import Metrics
import Synchronization

/// Counts and times requests by the pattern of their path, their method and the class of their status.
///
/// The time is the one until the answer begins; a streamed body may go on after that.
struct HTTPMetricsMiddleware: RouterMiddleware {
    private let measures: HTTPMeasures

    init(_ table: RouteTable) {
        measures = HTTPMeasures(names: table.names)
    }

    func handle(
        _ request: Request,
        context: APIContext,
        next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        measures.record(request.method, context.endpointPath, response.status, start.duration(to: .now))
        return response
    }
}

/// The counters and timers, each made when it is first needed.
private final class HTTPMeasures: Sendable {
    private struct Key: Hashable {
        let method: HTTPRequest.Method
        let path: String?
        let statusClass: Int
    }

    private struct Measure {
        let requests: Counter
        let duration: Timer
    }

    /// The name of each pattern: a route has one, however many mounts it has.
    private let names: [String: String]
    private let measures = Mutex<[Key: Measure]>([:])

    init(names: [String: String]) {
        self.names = names
    }

    func record(
        _ method: HTTPRequest.Method,
        _ path: String?,
        _ status: HTTPResponse.Status,
        _ duration: Duration
    ) {
        let isKnown = path.map { names[$0] != nil } ?? false
        let key = Key(
            // An unknown path could come with any method; labels must stay few.
            method: isKnown ? method : .get,
            path: isKnown ? path : nil,
            statusClass: status.code / 100
        )
        let measure = measures.withLock { measures in
            if let known = measures[key] { return known }
            let made = make(key)
            measures[key] = made
            return made
        }
        measure.requests.increment()
        measure.duration.recordNanoseconds(Int64(duration / .nanoseconds(1)))
    }

    private func make(_ key: Key) -> Measure {
        let route = key.path.flatMap { names[$0] }
        let dimensions = [
            ("method", route == nil ? "other" : key.method.rawValue), ("route", route ?? "unknown"),
            ("status", "\(key.statusClass)xx"),
        ]
        return Measure(
            requests: Counter(label: "http.requests", dimensions: dimensions),
            duration: Timer(label: "http.request.duration", dimensions: dimensions)
        )
    }
}
