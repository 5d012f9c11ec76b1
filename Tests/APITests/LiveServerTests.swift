import Access
import Hummingbird
import JSON
import NIOCore
import NIOPosix
import ServiceLifecycle
import Testing

@testable import API

/// The server on a real socket: what only shows there.
struct LiveServerTests {
    @Test func `a kept connection serves one request after the other`() async throws {
        try await withLiveServer { port in
            let request = "GET /_liveness HTTP/1.1\r\nHost: x\r\n\r\n"

            let answer = try await exchange(request + request, port: port) { $0.matches(of: #/\r\n\r\nok/#).count == 2 }

            #expect(answer.matches(of: #/HTTP/1\.1 200 OK/#).count == 2)
        }
    }

    @Test func `head has the length and no body`() async throws {
        try await withLiveServer { port in
            let answer = try await exchange(
                "HEAD /api/schema/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                port: port
            )

            #expect(answer.hasSuffix("\r\n\r\n"))
            #expect(answer.contains(#/content-length: [1-9]\d+\r\n/#.ignoresCase()))
        }
    }

    @Test func `a body that is too large is refused and the connection goes on`() async throws {
        try await withLiveServer { port in
            let large =
                "POST /bytes/ HTTP/1.1\r\nHost: x\r\nContent-Length: 101\r\n\r\n" + String(repeating: "x", count: 101)

            let answer = try await exchange(large + "GET /_liveness HTTP/1.1\r\nHost: x\r\n\r\n", port: port) {
                $0.hasSuffix("\r\n\r\nok")
            }

            #expect(answer.contains("HTTP/1.1 413"))
            #expect(answer.contains(#""code":"request_too_large""#))
        }
    }

    @Test func `a client that asks before it sends is told to go on`() async throws {
        try await withLiveServer { port in
            let head = "POST /bytes/ HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n"

            let answer = try await exchange(head, port: port) { $0.hasSuffix("\r\n\r\n") }

            #expect(answer.hasPrefix("HTTP/1.1 100 Continue"))
        }
    }

    @Test func `work stops when the client hangs up`() async throws {
        let (cancellations, source) = AsyncStream<Void>.makeStream()
        let routes = SlowRoutes(started: {}, onCancel: { source.yield() })

        try await withLiveServer(routes) { port in
            _ = try await exchange("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n", port: port) { _ in true }

            var iterator = cancellations.makeAsyncIterator()
            _ = await iterator.next()
        }
    }

    @Test func `a request in flight finishes while the server stops`() async throws {
        let (starts, source) = AsyncStream<Void>.makeStream()
        let routes = SlowRoutes(started: { source.yield() }, duration: .milliseconds(300))

        let answer = try await withThrowingTaskGroup(of: String.self) { group in
            try await withLiveServer(routes) { port in
                group.addTask { try await exchange("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n", port: port) }
                var iterator = starts.makeAsyncIterator()
                _ = await iterator.next()
            }
            return try await group.next()
        }

        #expect(answer?.hasSuffix("done") == true)
    }

    // MARK: - Server and client

    /// Runs `body` while the server listens, then stops it gracefully and waits until it has ended.
    private func withLiveServer(
        _ more: (any ResourceRoutes)? = nil,
        _ body: (_ port: Int) async throws -> Void
    ) async throws {
        let server = try await TestServer(configuration: APIConfiguration(port: 0)).server
        let (ports, source) = AsyncStream<Int>.makeStream()
        let application = server.makeApplication(
            serving: server.resources + [ThingRoutes()] + (more.map { [$0] } ?? []),
            onRunning: { source.yield($0) }
        )
        let group = ServiceGroup(services: [application], logger: server.logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            try await body(port)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// Sends a text and reads until `isComplete` says so or the server closes; then hangs up.
    private func exchange(
        _ text: String,
        port: Int,
        until isComplete: @escaping @Sendable (String) -> Bool = { _ in false }
    ) async throws -> String {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            var answer = ""
            if isComplete(answer) { return answer }
            for try await piece in inbound {
                answer += String(buffer: piece)
                if isComplete(answer) { break }
            }
            return answer
        }
    }
}

/// A route whose work takes a while.
private struct SlowRoutes: ResourceRoutes {
    let started: @Sendable () -> Void
    var duration = Duration.seconds(3600)
    var onCancel: @Sendable () -> Void = {}

    var routes: [Route] {
        [
            Route(
                .get,
                "slow",
                mount: .root,
                access: .public,
                operation: .init("slow", "Slow", tag: "things"),
                answers: [.bytes(MediaType.text)],
                handler: { request in
                    started()
                    return try await request.cancellingWhenClientLeaves {
                        do { try await Task.sleep(for: duration) } catch {
                            onCancel()
                            throw error
                        }
                        return APIResponse.text("done")
                    }
                }
            )
        ]
    }
}
