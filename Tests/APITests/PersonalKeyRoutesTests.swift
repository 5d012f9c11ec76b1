import HTTPTypes
import JSON
import Testing

struct PersonalKeyRoutesTests {
    private let path = "/api/personal_api_keys/"

    @Test func `a key lives from its creation to its deletion`() async throws {
        let server = try await TestServer()

        let made = try await server.send(.post, path, #"{"label": "ci", "scopes": ["project:read"]}"#)
        let id = try #require(made.json["id"]?.stringValue)
        let value = try #require(made.json["value"]?.stringValue)
        #expect(made.status == .created)
        #expect(made.json["mask_value"] == "phx_...\(value.suffix(4))")
        #expect(made.json["scoped_teams"] == [])
        #expect(try await server.send(.get, "/api/projects/1/", key: value).status == .ok)

        let shown = try await server.send(.get, path + id)
        #expect(shown.json["value"] == .null)
        #expect(shown.json["scopes"] == ["project:read"])

        #expect(try await server.send(.delete, path + id).status == .noContent)
        let refused = try await server.send(.get, "/api/projects/1/", key: value)
        #expect(refused.status == .unauthorized)
        #expect(refused.detail == "Personal API key found in request Authorization header is invalid.")
        #expect(try await server.send(.delete, path + id).status == .notFound)
    }

    @Test func `the list is a bare array, newest first`() async throws {
        let server = try await TestServer()
        let made = try await server.send(.post, path, #"{"label": "new", "scopes": ["*"]}"#)

        let listed = try #require(try await server.send(.get, path).json.arrayValue)

        #expect(listed.map { $0["label"] } == ["new", "Bootstrap"])
        #expect(listed.first?["id"] == made.json["id"])
        #expect(listed.allSatisfy { $0["value"] == .null })
    }

    @Test func `rolling gives a new value and ends the old one`() async throws {
        let server = try await TestServer()
        let made = try await server.send(.post, path, #"{"label": "x", "scopes": ["project:read"]}"#)
        let id = try #require(made.json["id"]?.stringValue)

        let rolled = try await server.send(.post, path + id + "/roll/")

        let new = try #require(rolled.json["value"]?.stringValue)
        #expect(rolled.json["id"] == made.json["id"])
        #expect(try await server.send(.get, "/api/projects/1/", key: new).status == .ok)
        let old = try await server.send(.get, "/api/projects/1/", key: made.json["value"]?.stringValue)
        #expect(old.status == .unauthorized)
    }

    @Test func `label, scopes and reach can be changed`() async throws {
        let server = try await TestServer()
        let made = try await server.send(.post, path, #"{"label": "x", "scopes": ["project:read"]}"#)
        let id = try #require(made.json["id"]?.stringValue)

        let changed = try await server.send(.patch, path + id, #"{"scopes": ["user:read"], "scoped_teams": [1]}"#)

        #expect(changed.json["label"] == "x")
        #expect(changed.json["scopes"] == ["user:read"])
        #expect(changed.json["scoped_teams"] == [1])
    }

    @Test(arguments: [
        (#"{"label": "x", "scopes": ["nonsense:read"]}"#, "scopes", "Invalid scope: nonsense:read"),
        (#"{"label": "x", "scopes": ["dataset"]}"#, "scopes", "Invalid scope: dataset"),
        (#"{"label": "x", "scopes": []}"#, "scopes", "This list may not be empty."),
        (#"{"label": "", "scopes": ["*"]}"#, "label", "This field may not be blank."),
        (
            #"{"label": "12345678901234567890123456789012345678901", "scopes": ["*"]}"#, "label",
            "Ensure this field has no more than 40 characters."
        ),
        (#"{"scopes": ["*"]}"#, "label", "This field is required."),
        (
            #"{"label": "x", "scopes": ["*"], "scoped_teams": [999999]}"#, "scoped_teams",
            "You must be a member of all teams that you are scoping the key to."
        ),
        (
            #"{"label": "x", "scopes": ["*"], "scoped_organizations": ["a"]}"#, "scoped_organizations",
            "Invalid organization UUID"
        ),
    ])
    func `what makes no sense is refused`(body: String, attribute: String, detail: String) async throws {
        let server = try await TestServer()

        let refused = try await server.send(.post, path, body)

        #expect(refused.status == .badRequest)
        #expect(refused.detail == detail)
        #expect(refused.attr == .string(attribute))
    }

    @Test(arguments: [
        #"{"label": "narrow", "scopes": ["dataset:write", "user:read"]}"#,
        #"{"label": "limited", "scopes": ["*"], "scoped_teams": [1]}"#,
    ])
    func `a key of narrower reach manages none, but can look at itself`(settings: String) async throws {
        let server = try await TestServer()
        let made = try await server.send(.post, path, settings)
        let id = try #require(made.json["id"]?.stringValue)
        let key = try #require(made.json["value"]?.stringValue)

        let wider = #"{"label": "x", "scopes": ["*"]}"#
        #expect(try await server.send(.get, path, key: key).status == .forbidden)
        #expect(try await server.send(.post, path, wider, key: key).status == .forbidden)
        #expect(try await server.send(.patch, path + id, wider, key: key).status == .forbidden)
        #expect(try await server.send(.post, path + id + "/roll", key: key).status == .forbidden)
        #expect(try await server.send(.delete, path + id, key: key).status == .forbidden)
        let itself = try await server.send(.get, path + "@current/", key: key)
        #expect(itself.json["id"] == made.json["id"])
    }

    @Test func `a key of one organization makes none that reaches further`() async throws {
        let server = try await TestServer()
        let organization = try await server.send(.get, "/api/organizations/@current/").json["id"]?.stringValue ?? ""
        let made = try await server.send(
            .post,
            path,
            #"{"label": "x", "scopes": ["*"], "scoped_organizations": ["\#(organization)"]}"#
        )
        let key = try #require(made.json["value"]?.stringValue)

        let refused = try await server.send(.post, path, #"{"label": "y", "scopes": ["*"]}"#, key: key)

        #expect(refused.status == .forbidden)
        #expect(try await server.send(.get, "/api/projects/1/", key: key).status == .ok)
    }
}
