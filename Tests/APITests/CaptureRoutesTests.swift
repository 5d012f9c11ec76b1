import HTTPTypes
import JSON
import Testing

@testable import API

struct CaptureRoutesTests {
    @Test(arguments: ["/e/", "/e", "/capture/", "/track/", "/i/v0/e/", "/batch/", "/engage/", "/i/v0/ai/batch/"])
    func `an event is taken on every address`(path: String) async throws {
        let server = try await TestServer()

        let answer = try await server.send(
            .post,
            path,
            #"{"api_key": "\#(server.token)", "event": "e", "distinct_id": "d"}"#,
            key: nil
        )

        #expect(answer.status == .ok)
        #expect(answer.json == ["status": "Ok"])
    }

    @Test(arguments: [
        (
            #"{"event": "x", "distinct_id": "y"}"#, HTTPResponse.Status.unauthorized,
            "event submitted without an api_key"
        ),
        (
            #"{"api_key": "phx_a", "event": "x", "distinct_id": "y"}"#, .unauthorized,
            "API key is not valid: personal_api_key"
        ),
        ("[]", .badRequest, "request holds no event"),
        (#"{"api_key": "phc_x", "event": "x"}"#, .badRequest, "event submitted without a distinct_id"),
        (
            "{not json", .badRequest,
            "failed to parse request: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"
        ),
    ])
    func `a refusal is one plain sentence`(body: String, status: HTTPResponse.Status, text: String) async throws {
        let answer = try await TestServer().send(.post, "/e/", body, key: nil)

        #expect(answer.status == status)
        #expect(answer.text == text)
    }

    @Test func `an unknown token is no reason to refuse`() async throws {
        let answer = try await TestServer().send(
            .post,
            "/e/",
            #"{"api_key": "phc_nobody", "event": "e", "distinct_id": "d"}"#,
            key: nil
        )

        #expect(answer.status == .ok)
    }

    @Test func `a beacon gets no body`() async throws {
        let server = try await TestServer()

        let answer = try await server.send(
            .post,
            "/e/?beacon=1",
            #"{"api_key": "\#(server.token)", "event": "e", "distinct_id": "d"}"#,
            key: nil
        )

        #expect(answer.status == .noContent)
    }

    @Test func `more than the limit is refused`() async throws {
        let server = try await TestServer()
        let large = [UInt8](repeating: 0x20, count: 2 * 1024 * 1024 + 1)

        #expect(try await server.send(.post, "/e/", bytes: large, key: nil).status == .contentTooLarge)
        #expect(try await server.send(.post, "/batch/", bytes: large, key: nil).status == .badRequest)
    }

    @Test func `the newer protocol answers for each event`() async throws {
        let server = try await TestServer()
        let body = #"""
            {"batch": [{"event": "a", "uuid": "018f0000-0000-7000-8000-000000000001", "distinct_id": "d"},
                       {"event": "a", "uuid": "018f0000-0000-7000-8000-000000000002", "distinct_id": ""}]}
            """#

        let answer = try await server.send(.post, "/i/v1/analytics/events", body, key: server.token)

        #expect(answer.json["results"]?["018f0000-0000-7000-8000-000000000001"]?["result"] == "ok")
        #expect(answer.json["results"]?["018f0000-0000-7000-8000-000000000002"]?["result"] == "drop")
        #expect(try await server.send(.post, "/i/v1/analytics/events", body, key: nil).status == .unauthorized)
        #expect(try await server.send(.post, "/i/v1/analytics/events", body).status == .unauthorized)
    }
}

struct FlagRoutesTests {
    @Test func `a project without flags has none and no errors`() async throws {
        let server = try await TestServer()
        let body = #"{"api_key": "\#(server.token)", "distinct_id": "ann"}"#

        let second = try await server.send(.post, "/flags/?v=2", body, key: nil).json
        let first = try await server.send(.post, "/flags/", body, key: nil).json
        let decided = try await server.send(.post, "/decide/?v=3", body, key: nil).json

        #expect(second["flags"] == [:])
        #expect(first["featureFlags"] == [:])
        #expect(decided["featureFlags"] == [:])
        for answer in [second, first, decided] { #expect(answer["errorsWhileComputingFlags"] == false) }
    }

    @Test(arguments: [
        (#"{"distinct_id": "ann"}"#, HTTPResponse.Status.unauthorized),
        (#"{"api_key": "phc_nobody", "distinct_id": "ann"}"#, .unauthorized),
        (#"{"api_key": "phc_testtesttesttesttesttest"}"#, .badRequest),
        (#"{"api_key": "phc_testtesttesttesttesttest", "distinct_id": ""}"#, .badRequest),
    ])
    func `a question without asker is refused`(body: String, status: HTTPResponse.Status) async throws {
        #expect(try await TestServer().send(.post, "/flags/?v=2", body, key: nil).status == status)
    }

    @Test func `definitions of flags are none, and need not be sent twice`() async throws {
        let server = try await TestServer()
        let path = "/flags/definitions?token=\(server.token)&send_cohorts"

        let answer = try await server.send(.get, path)
        let tag = try #require(answer.headers[.eTag])

        #expect(answer.json == ["flags": [], "group_type_mapping": [:], "cohorts": [:]])
        #expect(try await server.send(.get, path, headers: [.ifNoneMatch: tag]).status == .notModified)
        #expect(try await server.send(.get, path, key: nil).status == .unauthorized)
    }

    @Test func `a project's pages get their configuration, others none`() async throws {
        let server = try await TestServer()

        let config = try await server.send(.get, "/array/\(server.token)/config", key: nil)
        let script = try await server.send(.get, "/array/\(server.token)/config.js", key: nil)

        #expect(config.json["token"] == .string(server.token))
        #expect(config.json["hasFeatureFlags"] == false)
        #expect(script.text.contains("window._POSTHOG_REMOTE_CONFIG[\"\(server.token)\"]"))
        #expect(try await server.send(.get, "/array/phc_nobody/config", key: nil).status == .notFound)
    }
}
