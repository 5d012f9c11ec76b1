import HTTPTypes
import JSON
import Testing

struct IdentityRoutesTests {
    @Test func `the caller is told who it is and where`() async throws {
        let server = try await TestServer()

        let me = try await server.send(.get, "/api/users/@me/").json

        let project = try await server.send(.get, "/api/projects/1/").json
        for field in [
            "uuid", "distinct_id", "first_name", "last_name", "email", "id", "team", "organization", "organizations",
            "is_staff", "has_password", "date_joined", "pending_email", "notification_settings", "toolbar_mode",
            "is_2fa_enabled", "theme_mode", "hedgehog_config", "role_at_organization",
        ] {
            #expect(me[field] != nil, "\(field)")
        }
        #expect(me["team"]?["api_token"] == project["api_token"])
        #expect(me["team"]?["timezone"] == "UTC")
        #expect(me["organization"]?["membership_level"] == 15)
        #expect(me["organizations"]?.arrayValue?.map { $0["id"] } == [me["organization"]?["id"]])
    }

    @Test func `a key of one project may ask who it is, and needs a scope for it`() async throws {
        let server = try await TestServer()
        let limited = try await server.send(
            .post,
            "/api/personal_api_keys/",
            #"{"label": "x", "scopes": ["user:read"], "scoped_teams": [1]}"#
        )
        let narrow = try await server.send(
            .post,
            "/api/personal_api_keys/",
            #"{"label": "y", "scopes": ["dataset:write"]}"#
        )

        let allowed = try await server.send(.get, "/api/users/@me/", key: limited.json["value"]?.stringValue)
        let refused = try await server.send(.get, "/api/users/@me/", key: narrow.json["value"]?.stringValue)

        #expect(allowed.status == .ok)
        #expect(refused.detail == "API key missing required scope 'user:read'")
    }

    @Test func `an organization is found by id and as the current one`() async throws {
        let server = try await TestServer()

        let current = try await server.send(.get, "/api/organizations/@current/").json

        let id = try #require(current["id"]?.stringValue)
        #expect(current["slug"] == "default-organization")
        #expect(current["projects"]?.arrayValue?.map { $0["id"] } == [1])
        #expect(try await server.send(.get, "/api/organizations/\(id)").json == current)
        #expect(try await server.send(.get, "/api/organizations/\(id.uppercased())").json == current)
        #expect(try await server.send(.get, "/api/organizations/@current/projects/").json["count"] == 1)
    }

    @Test(arguments: ["018f2f00-0000-7000-8000-000000000000", "nonsense", "1"])
    func `an organization that the caller is not in is not there`(id: String) async throws {
        let server = try await TestServer()

        let missing = try await server.send(.get, "/api/organizations/\(id)/")

        #expect(missing.status == .notFound)
        #expect(missing.detail == "Organization not found.")
    }

    @Test func `a key of one project stays out of organizations`() async throws {
        let server = try await TestServer()
        let limited = try await server.send(
            .post,
            "/api/personal_api_keys/",
            #"{"label": "x", "scopes": ["*"], "scoped_teams": [1]}"#
        )
        let key = limited.json["value"]?.stringValue

        let refused = try await server.send(.post, "/api/organizations/@current/projects/", "{}", key: key)

        #expect(refused.status == .forbidden)
        #expect(refused.detail == "API keys with scoped projects are only supported on project-based endpoints.")
    }
}
