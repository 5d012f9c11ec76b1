import CZlib
import HTTPTypes
import Hummingbird
import JSON
import NIOCore
import Testing

@testable import API

/// Compression, cross-origin requests and request ids.
struct MiddlewareTests {
    private let large = "/api/projects/1/large"

    @Test(arguments: ["/api/projects/1/large", "/api/projects/1/streamed"])
    func `a large answer is compressed for those who accept it`(path: String) async throws {
        let server = try await TestServer()

        let plain = try await server.send(.get, path)
        let packed = try await server.send(.get, path, headers: [.acceptEncoding: "deflate, gzip;q=0.5"])

        #expect(packed.headers[.contentEncoding] == "gzip")
        #expect(plain.headers[.contentEncoding] == nil)
        #expect(packed.headers[.vary] == "Accept-Encoding" && plain.headers[.vary] == "Accept-Encoding")
        #expect(packed.bytes.count < plain.bytes.count / 2)
        #expect(gunzipped(packed.bytes, capacity: plain.bytes.count + 1) == plain.bytes)
    }

    @Test func `a small answer and a refusing client get plain bytes`() async throws {
        let server = try await TestServer()

        let small = try await server.send(.get, "/api/projects/1/things", headers: [.acceptEncoding: "gzip"])
        let refused = try await server.send(.get, large, headers: [.acceptEncoding: "gzip;q=0, identity"])

        #expect(small.headers[.contentEncoding] == nil && small.json["count"] == 5)
        #expect(refused.headers[.contentEncoding] == nil)
    }

    @Test(arguments: [
        ("gzip", true), ("*", true), ("gzip;q=0", false), ("*;q=0", false), ("*, gzip;q=0", false), ("br", false),
        ("GZIP", true), ("identity", false), ("", false),
    ])
    func `accept-encoding is read by the letter`(header: String, accepts: Bool) {
        #expect(CompressionMiddleware.acceptsGzip(header) == accepts)
    }

    @Test func `ingestion mirrors the origin and answers the preflight`() async throws {
        let server = try await TestServer()
        let origin = "https://shop.example.com"

        let preflight = try await server.send(
            .options,
            "/bytes/",
            key: nil,
            headers: [
                .origin: origin, .accessControlRequestMethod: "POST",
                .accessControlRequestHeaders: "content-type,x-posthog-trace",
            ]
        )
        let call = try await server.send(.post, "/bytes/", "x", key: nil, headers: [.origin: origin])

        #expect(preflight.status == .noContent)
        #expect(preflight.headers[.accessControlAllowOrigin] == origin)
        #expect(preflight.headers[.accessControlAllowMethods]?.contains("POST") == true)
        #expect(preflight.headers[.accessControlAllowHeaders] == "content-type,x-posthog-trace")
        #expect(call.headers[.accessControlAllowOrigin] == origin)
        #expect(call.headers[.accessControlAllowCredentials] == "true")
        #expect(call.headers[.vary]?.contains("Origin") == true)
    }

    @Test(
        arguments: [
            (AllowedOrigins.all, "https://a.example", "*"), (.none, "https://a.example", nil),
            (.only(["https://a.example"]), "https://a.example", "https://a.example"),
            (.only(["https://a.example"]), "https://b.example", nil),
        ] as [(AllowedOrigins, String, String?)]
    )
    func `the API is open to the configured origins`(
        origins: AllowedOrigins,
        origin: String,
        allowed: String?
    ) async throws {
        let server = try await TestServer(configuration: APIConfiguration(origins: origins))

        let response = try await server.send(.get, "/api/projects/1/things", headers: [.origin: origin])
        let refusal = try await server.send(.get, "/api/projects/1/things", key: nil, headers: [.origin: origin])

        #expect(response.headers[.accessControlAllowOrigin] == allowed)
        #expect(refusal.headers[.accessControlAllowOrigin] == allowed)
        #expect(response.headers[.accessControlAllowCredentials] == nil)
    }

    @Test func `a request keeps its id or gets one`() async throws {
        let server = try await TestServer()
        let id = HTTPField.Name.requestID

        let given = try await server.send(.get, "/api/nothing", headers: [id: "abc-123"])
        let bad = try await server.send(.get, "/api/nothing", headers: [id: String(repeating: "x", count: 200)])
        let none = try await server.send(.get, "/api/nothing")

        #expect(given.headers[id] == "abc-123")
        #expect(bad.headers[id].map { !$0.isEmpty && $0.count < 129 } == true)
        #expect(none.headers[id]?.isEmpty == false)
    }

    /// What a gzip stream holds.
    private func gunzipped(_ bytes: [UInt8], capacity: Int) -> [UInt8] {
        var input = bytes
        var output = [UInt8](repeating: 0, count: capacity)
        var stream = z_stream()
        inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        defer { inflateEnd(&stream) }
        return input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                guard inflate(&stream, Z_FINISH) == Z_STREAM_END else { return [] }
                return Array(output.prefix(Int(stream.total_out)))
            }
        }
    }
}
