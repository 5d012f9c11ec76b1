import HTTPTypes
import JSON
import Testing

struct ProjectSecretKeyRoutesTests {
    private let path = "/api/projects/1/project_secret_api_keys/"

    @Test func `a project's key lives from its creation to its deletion`() async throws {
        let server = try await TestServer()

        let made = try await server.send(.post, path, #"{"label": "site"}"#)
        let id = try #require(made.json["id"]?.stringValue)
        let value = try #require(made.json["value"]?.stringValue)
        #expect(made.status == .created)
        #expect(made.json["scopes"] == ["endpoint:read"])
        #expect(made.json["created_by"]?["email"]?.stringValue != nil)
        #expect(try await server.send(.get, "/api/projects/1/run", key: value).status == .ok)

        let listed = try await server.send(.get, path).json
        #expect(listed["count"] == 1)
        #expect(listed["results"]?.arrayValue?.first?["value"] == .null)

        #expect(try await server.send(.delete, path + id).status == .noContent)
        #expect(try await server.send(.get, "/api/projects/1/run", key: value).status == .unauthorized)
        #expect(try await server.send(.delete, path + id).status == .notFound)
    }

    @Test func `it does nothing else`() async throws {
        let server = try await TestServer()
        let made = try await server.send(.post, path, #"{"label": "site"}"#)
        let key = made.json["value"]?.stringValue

        let refused = try await server.send(.get, path, key: key)

        #expect(refused.status == .forbidden)
        #expect(refused.detail == "This action does not support project secret API key access")
        #expect(try await server.send(.get, "/api/projects/1/", key: key).status == .forbidden)
        #expect(try await server.send(.get, "/api/users/@me/", key: key).status == .forbidden)
    }

    @Test(arguments: [
        (#"{"label": "site"}"#, "label", "unique"), (#"{"label": ""}"#, "label", "blank"),
        (#"{"label": "x", "scopes": ["*"]}"#, "scopes", "invalid_input"),
        (#"{"label": "x", "scopes": []}"#, "scopes", "empty"),
    ])
    func `what makes no sense is refused`(body: String, attribute: String, code: String) async throws {
        let server = try await TestServer()
        _ = try await server.send(.post, path, #"{"label": "site"}"#)

        let refused = try await server.send(.post, path, body)

        #expect(refused.status == .badRequest)
        #expect(refused.attr == .string(attribute))
        #expect(refused.code == code)
    }

    @Test func `only a key with a star manages them`() async throws {
        let server = try await TestServer()
        let narrow = try await server.send(
            .post,
            "/api/personal_api_keys/",
            #"{"label": "x", "scopes": ["endpoint:write", "project:write"]}"#
        )

        let refused = try await server.send(.post, path, #"{"label": "y"}"#, key: narrow.json["value"]?.stringValue)

        #expect(refused.status == .forbidden)
    }
}
