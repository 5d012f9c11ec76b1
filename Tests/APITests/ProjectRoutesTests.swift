import HTTPTypes
import JSON
import Testing

struct ProjectRoutesTests {
    @Test func `a made project is listed and shown`() async throws {
        let server = try await TestServer()

        let made = try await server.send(
            .post,
            "/api/organizations/@current/projects/",
            #"{"name": "Shop", "timezone": "Asia/Tokyo"}"#
        )

        let shown = try await server.send(.get, "/api/projects/2/").json
        let row = try await server.send(.get, "/api/projects/").json["results"]?.arrayValue?.last
        #expect(made.status == .created)
        #expect(made.json["api_token"]?.stringValue?.hasPrefix("phc_") == true)
        #expect(shown == made.json)
        #expect(shown["timezone"] == "Asia/Tokyo")
        #expect(row?["project_id"] == 2)
        #expect(row?["uuid"] == shown["uuid"])
        #expect(try await server.send(.get, "/api/projects/@current").json["id"] == 1)
        #expect(try await server.send(.get, "/api/environments/2").json == shown)
    }

    @Test func `settings are changed and the rest is left`() async throws {
        let server = try await TestServer()
        let body = """
            {"timezone": "Europe/Berlin", "week_start_day": 1,
             "test_account_filters": [{"key": "email", "type": "person", "operator": "not_icontains", "value": "@x"}]}
            """

        let changed = try await server.send(.patch, "/api/projects/1/", body)

        #expect(changed.status == .ok)
        #expect(changed.json["name"] == "Default project")
        #expect(changed.json["timezone"] == "Europe/Berlin")
        #expect(changed.json["week_start_day"] == 1)
        #expect(changed.json["test_account_filters"] == (try JSONValue(parsing: body))["test_account_filters"])
        #expect(try await server.send(.get, "/api/projects/1/").json == changed.json)
    }

    @Test func `what was answered can be sent back`() async throws {
        let server = try await TestServer()
        let shown = try await server.send(.get, "/api/projects/1/")

        let changed = try await server.send(.patch, "/api/projects/1/", shown.text)

        #expect(changed.status == .ok)
        #expect(changed.json["name"] == shown.json["name"])
    }

    @Test func `week_start_day can be taken back`() async throws {
        let server = try await TestServer()
        _ = try await server.send(.patch, "/api/projects/1/", #"{"week_start_day": 1}"#)

        let changed = try await server.send(.patch, "/api/projects/1/", #"{"week_start_day": null}"#)

        #expect(changed.json["week_start_day"] == 0)
    }

    @Test(arguments: [
        (#"{"timezone": "Mars/Olympus"}"#, "timezone", "invalid_choice"),
        (#"{"name": ""}"#, "name", "blank"),
        (#"{"name": null}"#, "name", "null"),
        (#"{"week_start_day": 2}"#, "week_start_day", "max_value"),
        (#"{"test_account_filters": {}}"#, "test_account_filters", "not_a_list"),
        (#"{"nonsense": 1}"#, "nonsense", "invalid_input"),
    ])
    func `settings that make no sense are refused`(body: String, attribute: String, code: String) async throws {
        let server = try await TestServer()

        let refused = try await server.send(.patch, "/api/projects/1/", body)

        #expect(refused.status == .badRequest)
        #expect(refused.attr == .string(attribute))
        #expect(refused.code == code)
    }

    @Test func `reading and changing need their scopes`() async throws {
        let server = try await TestServer()
        let made = try await server.send(
            .post,
            "/api/personal_api_keys/",
            #"{"label": "x", "scopes": ["project:read"]}"#
        )
        let key = made.json["value"]?.stringValue

        let refused = try await server.send(.patch, "/api/projects/1/", #"{"name": "x"}"#, key: key)

        #expect(try await server.send(.get, "/api/projects/1/", key: key).status == .ok)
        #expect(refused.status == .forbidden)
        #expect(refused.detail == "API key missing required scope 'project:write'")
    }
}
