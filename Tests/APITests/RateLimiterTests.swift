import HTTPTypes
import Synchronization
import Testing

@testable import API

/// Counting requests, with a clock that stands until it is moved.
struct RateLimiterTests {
    /// A clock for tests.
    private final class Hand: Sendable {
        private let time = Mutex(Duration.zero)

        func now() -> Duration { time.withLock { $0 } }
        func move(_ step: Duration) { time.withLock { $0 += step } }
    }

    private let hand = Hand()

    private func limiter() -> RateLimiter {
        RateLimiter { [hand] in hand.now() }
    }

    @Test func `a burst is allowed up to the rate of a minute`() {
        let limiter = limiter()

        let waits = (0..<500).map { _ in limiter.secondsToWait(keyHash: "a", throttle: .standard) }

        #expect(waits.prefix(480).allSatisfy { $0 == nil })
        #expect(waits.dropFirst(480).allSatisfy { $0 == 1 })
        #expect(limiter.secondsToWait(keyHash: "b", throttle: .standard) == nil)
        #expect(limiter.secondsToWait(keyHash: "a", throttle: .analytics) == nil)
    }

    @Test func `what was used comes back evenly`() {
        let limiter = limiter()
        for _ in 0..<480 { _ = limiter.secondsToWait(keyHash: "a", throttle: .standard) }

        hand.move(.seconds(1))
        let waits = (0..<9).map { _ in limiter.secondsToWait(keyHash: "a", throttle: .standard) }

        #expect(waits == [nil, nil, nil, nil, nil, nil, nil, nil, 1])
    }

    @Test func `the longer rate holds too`() {
        let limiter = limiter()
        var allowed = 0

        for _ in 0..<20 {
            for _ in 0..<480 where limiter.secondsToWait(keyHash: "a", throttle: .standard) == nil { allowed += 1 }
            hand.move(.seconds(60))
        }

        #expect((4800...(4800 + 20 * 80)).contains(allowed))
    }

    @Test func `the tenth export of a day is the last`() {
        let limiter = limiter()

        let waits = (0..<11).map { _ in limiter.secondsToWait(keyHash: "a", throttle: .export) }

        #expect(waits.prefix(10).allSatisfy { $0 == nil })
        #expect(waits.last == 8640)
    }

    @Test func `a refusal says when to try again`() async throws {
        let server = try await TestServer(configuration: APIConfiguration(hasRateLimits: true))
        var statuses: [Int] = []
        var last: TestResponse?

        for _ in 0..<11 {
            last = try await server.send(.post, "/api/projects/1/things/export")
            statuses.append(last?.status.code ?? 0)
        }

        #expect(statuses == Array(repeating: 204, count: 10) + [429])
        #expect(last?.headers[.retryAfter] == "8640")
        #expect(last?.code == "throttled")
        #expect(last?.detail == "Request was throttled. Expected available in 8640 seconds.")
        #expect(try await server.send(.get, "/_health", key: nil).status == .ok)
    }
}
