import Access
import HTTPTypes
import Hummingbird
import JSON
import Testing

@testable import API

/// What stands between the router and a handler.
struct RouteChecksTests {
    private let things = "/api/projects/1/things/"

    private func key(_ server: TestServer, scopes: [String], projects: [Int] = []) async throws -> String {
        let user = try #require(try await server.access.users.administrator())
        let settings = PersonalKeySettings(label: "test", scopes: scopes, scopedProjects: projects)
        return try await server.access.personalKeys.create(settings, for: user.id).value
    }

    @Test(arguments: ["things", "things/", "/things"])
    func `a path is served with and without a slash at its end`(path: String) async throws {
        let server = try await TestServer()

        let response = try await server.send(.get, "/api/environments/1/\(path)")

        #expect(response.status == .ok)
        #expect(response.json["count"] == 5)
    }

    @Test func `a request without a key is not authenticated`() async throws {
        let server = try await TestServer()

        for header in [nil, "bearer x1", "Basic eDp5", "Bearer", "Bearer "] as [String?] {
            let headers: HTTPFields = header.map { [.authorization: $0] } ?? [:]
            let response = try await server.send(.get, things, key: nil, headers: headers)
            #expect(response.status == .unauthorized)
            #expect(
                response.json
                    == JSONValue.object([
                        "type": "authentication_error", "code": "not_authenticated",
                        "detail": "Authentication credentials were not provided.", "attr": nil,
                    ])
            )
        }
    }

    @Test func `a wrong key is told where it was found`() async throws {
        let server = try await TestServer()
        let text = { (place: String) in "Personal API key found in request \(place) is invalid." }

        let header = try await server.send(.get, "\(things)?personal_api_key=\(server.key)", key: "phx_wrong")
        let query = try await server.send(.get, "\(things)?personal_api_key=phx_wrong", key: nil)
        let body = try await server.send(.post, things, #"{"personal_api_key":"phx_wrong"}"#, key: nil)

        #expect(header.detail == text("Authorization header"))
        #expect(query.detail == text("query string"))
        #expect(body.detail == text("body"))
        #expect([header, query, body].allSatisfy { $0.status == .unauthorized && $0.code == "authentication_failed" })
    }

    @Test func `a key may stand in the body or the query`() async throws {
        let server = try await TestServer()

        let body = try await server.send(.post, things, #"{"name":"x","personal_api_key":"\#(server.key)"}"#, key: nil)
        let query = try await server.send(.get, "\(things)?personal_api_key=\(server.key)", key: nil)

        #expect(body.status == .created)
        #expect(body.json == ["name": "x"])
        #expect(query.status == .ok)
    }

    @Test func `a missing scope is named`() async throws {
        let server = try await TestServer()
        let narrow = try await key(server, scopes: ["endpoint:read"])

        let response = try await server.send(.post, things, "not json", key: narrow)

        #expect(response.status == .forbidden)
        #expect(response.detail == "API key missing required scope 'thing:write'")
    }

    @Test func `a key of one project is refused elsewhere and outside the projects`() async throws {
        let server = try await TestServer()
        let other = try await server.access.projects.create(ProjectSettings(name: "other"))
        let narrow = try await key(server, scopes: ["*"], projects: [1])

        let own = try await server.send(.get, things, key: narrow)
        let foreign = try await server.send(.get, "/api/projects/\(other.id)/things/", key: narrow)
        let outside = try await server.send(.get, "/api/me/", key: narrow)

        #expect(own.status == .ok)
        #expect(foreign.detail == "API key does not have access to the requested project: ID \(other.id).")
        #expect(outside.detail == "API keys with scoped projects are only supported on project-based endpoints.")
        #expect(foreign.status == .forbidden && outside.status == .forbidden)
    }

    @Test(arguments: ["999999", "abc", "1.5", "-1", "@nobody", "0", "99999999999999999999"])
    func `what is no project's number is not found`(id: String) async throws {
        let server = try await TestServer()

        let response = try await server.send(.get, "/api/projects/\(id)/things/")

        #expect(response.status == .notFound)
        #expect(response.detail == "Project not found.")
    }

    @Test func `a project can be the current one or the one of a token`() async throws {
        let server = try await TestServer()
        let other = try await server.access.projects.create(ProjectSettings(name: "other"))

        let current = try await server.send(.get, "/api/projects/@current/project")
        let token = try await server.send(.get, "/api/projects/@current/project?token=\(other.token)")
        let unknown = try await server.send(.get, "/api/projects/1/project?api_key=phc_unknown")

        #expect(current.json == ["id": 1])
        #expect(token.json == ["id": JSONValue(other.id)])
        #expect(unknown.status == .unauthorized)
        #expect(unknown.detail == "Incorrect authentication credentials.")
    }

    @Test func `project secret keys come in only where the route says so`() async throws {
        let server = try await TestServer()
        let secret = try await server.access.projectSecretKeys.create(label: "s", inProject: 1, by: nil).value

        let allowed = try await server.send(.get, "/api/projects/@current/run", key: secret)
        let refused = try await server.send(.get, things, key: secret)

        #expect(allowed.status == .ok)
        #expect(refused.status == .forbidden)
        #expect(refused.detail == "This action does not support project secret API key access")
    }

    @Test func `ids are taken in any spelling and malformed ones are not found`() async throws {
        let server = try await TestServer()
        let id = "018f2f00-abcd-7000-8000-000000000000"

        for form in [id, id.uppercased(), id.filter { $0 != "-" }] {
            #expect(try await server.send(.get, things + form).json == ["id": .string(id)])
        }
        for bad in ["1", String(id.dropLast()), id + "0", "not-a-uuid"] {
            #expect(try await server.send(.get, things + bad).status == .notFound)
        }
    }
}

/// What the paths themselves answer.
struct PathTests {
    private let things = "/api/projects/1/things/"

    @Test(arguments: ["/api/no_such_thing", "/api/projects/1/no_such_thing/", "/nothing"])
    func `an unknown path is not found`(path: String) async throws {
        let server = try await TestServer()

        for method in [HTTPRequest.Method.get, .post, .put, .patch, .delete] {
            let response = try await server.send(method, path)
            #expect(response.status == .notFound)
            #expect(response.detail == "Endpoint not found.")
        }
    }

    @Test func `a wrong method is told the right ones`() async throws {
        let server = try await TestServer()

        let put = try await server.send(.put, things)
        let get = try await server.send(.get, things + "latest")

        #expect(put.status == .methodNotAllowed)
        #expect(put.detail == #"Method "PUT" not allowed."#)
        #expect(put.headers[.allow] == "GET, POST, HEAD, OPTIONS")
        #expect(get.headers[.allow] == "POST, OPTIONS")
    }

    @Test func `options describes a path`() async throws {
        let server = try await TestServer()

        let response = try await server.send(.options, things)

        #expect(response.status == .ok)
        #expect(response.headers[.allow] == "GET, POST, HEAD, OPTIONS")
        #expect(response.json["renders"] == ["application/json"])
    }

    @Test func `head is get without a body`() async throws {
        let server = try await TestServer()

        let head = try await server.send(.head, things)
        let get = try await server.send(.get, things)
        let missing = try await server.send(.head, things, key: nil)

        #expect(head.status == .ok && head.bytes.isEmpty)
        #expect(head.headers[.contentLength] == String(get.bytes.count))
        #expect(head.headers[.contentType] == "application/json")
        #expect(missing.status == .unauthorized && missing.bytes.isEmpty)
    }

    @Test func `an accept header that cannot be met is refused`() async throws {
        let server = try await TestServer()

        let xml = try await server.send(.get, things, headers: [.accept: "application/xml"])
        let format = try await server.send(.get, things + "?format=xml")

        #expect(xml.status == .notAcceptable)
        #expect(xml.detail == "Could not satisfy the request Accept header.")
        #expect(format.status == .notFound)
        for accept in ["application/json", "*/*", "application/*", "text/html, */*;q=0.1", "application/json; x=y"] {
            #expect(try await server.send(.get, things, headers: [.accept: accept]).status == .ok)
        }
    }

    @Test func `a format is chosen by header or parameter`() async throws {
        let server = try await TestServer()
        let run = "/api/projects/1/run"

        #expect(try await server.send(.get, run, headers: [.accept: "text/csv"]).json == "text/csv")
        #expect(try await server.send(.get, run + "?format=csv").json == "text/csv")
        #expect(try await server.send(.get, run).json == "application/json")
    }

    @Test func `nothing of our own fault reaches the client`() async throws {
        let server = try await TestServer()

        let response = try await server.send(.get, "/api/projects/1/broken")

        #expect(response.status == .internalServerError)
        #expect(response.detail == "A server error occurred.")
        #expect(!response.text.contains("secret"))
    }
}
