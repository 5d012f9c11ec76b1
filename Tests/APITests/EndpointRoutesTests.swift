import ClickHouse
import ClickHouseTesting
import HTTPTypes
import JSON
import Testing

@testable import API

struct EndpointRoutesTests {
    private static let base = "/api/projects/1/endpoints/"

    /// A server whose engine answers every query with one row.
    private func server() async throws -> TestServer {
        let server = try await TestServer()
        server.engine.answer("", with: .rows(columns: [ResultColumn(name: "x", type: .int(bits: 64))], ["[1]"]))
        return server
    }

    private func create(_ server: TestServer, _ fields: String = "") async throws -> TestResponse {
        let body = #"{"name": "e", "query": {"kind": "HogQLQuery", "query": "SELECT 1 AS x"}\#(fields)}"#
        return try await server.send(.post, Self.base, body)
    }

    @Test func `a created endpoint is echoed, listed and shown`() async throws {
        let server = try await server()
        let made = try await create(server, #", "description": "d", "tags": ["b", "a"]"#)
        #expect(made.status == .created)
        #expect(made.json["endpoint_path"] == "/api/environments/1/endpoints/e/run")
        #expect(made.json["tags"] == ["a", "b"])
        #expect(made.json["created_by"]?["id"]?.integerValue != nil)
        #expect(made.json["columns"] == [["name": "x", "type": "integer"]])

        let listed = try await server.send(.get, Self.base)
        let shown = try await server.send(.get, Self.base + "e")
        #expect(listed.json["count"] == 1)
        #expect(listed.json["results"]?.arrayValue?.first == made.json)
        #expect(shown.json == made.json)
    }

    @Test(arguments: [
        (#"{"name": "e"}"#, "query", "required"),
        (#"{"query": {"kind": "HogQLQuery", "query": "SELECT 1"}}"#, "name", "required"),
        (#"{"name": "1a", "query": {"kind": "HogQLQuery", "query": "SELECT 1"}}"#, "name", "invalid_input"),
        (#"{"name": "e", "query": "SELECT 1"}"#, "query", "invalid_input"),
        (#"{"name": "e", "query": {"kind": "HogQLQuery", "query": "selet"}}"#, "query", "invalid_input"),
        (
            #"{"name": "e", "query": {"kind": "HogQLQuery", "query": "SELECT 1"}, "colour": 1}"#, "colour",
            "invalid_input"
        ),
        (
            #"{"name": "e", "query": {"kind": "HogQLQuery", "query": "SELECT 1"}, "description": 5}"#, "description",
            "invalid_input"
        ),
        (
            #"{"name": "e", "query": {"kind": "HogQLQuery", "query": "SELECT 1"}, "cache_age_seconds": 5}"#,
            "cache_age_seconds", "invalid_input"
        ),
    ])
    func `what can't be created is refused with its field`(body: String, field: String, code: String) async throws {
        let answer = try await server().send(.post, Self.base, body)
        #expect(answer.status == .badRequest)
        #expect(answer.attr == .string(field))
        #expect(answer.code == code)
    }

    @Test func `a taken name is refused`() async throws {
        let server = try await server()
        _ = try await create(server)
        let answer = try await create(server)
        #expect(answer.status == .badRequest && answer.code == "unique" && answer.attr == "name")
    }

    @Test func `a run answers rows by GET and by POST, with and without a body`() async throws {
        let server = try await server()
        _ = try await create(server)
        for (method, body) in [(.get, nil), (.post, nil), (.post, "{}")] as [(HTTPRequest.Method, String?)] {
            let answer = try await server.send(method, Self.base + "e/run", body)
            #expect(answer.status == .ok)
            #expect(answer.json["results"] == [[1]])
        }
    }

    @Test func `who has the result already gets 304 and no body`() async throws {
        let server = try await server()
        _ = try await create(server)
        let first = try await server.send(.get, Self.base + "e/run/")
        let tag = try #require(first.headers[.eTag])

        for given in [tag, "\"x\", \(tag)", "*"] {
            let again = try await server.send(.get, Self.base + "e/run/", headers: [.ifNoneMatch: given])
            #expect(again.status == .notModified && again.bytes.isEmpty)
            #expect(again.headers[.eTag] == tag)
        }
        #expect(try await server.send(.get, Self.base + "e/run/", headers: [.ifNoneMatch: "\"x\""]).status == .ok)
        #expect(first.headers[.cacheControl]?.contains("private") == true)
    }

    @Test(arguments: [
        ("version=abc", "Invalid version parameter: abc"),
        ("version=-1", "Invalid version parameter: -1"),
        ("version=1.5", "Invalid version parameter: 1.5"),
        ("limit=0", "Invalid limit parameter: 0"),
        ("limit=5&offset=-1", "Invalid offset parameter: -1"),
        ("offset=5", "offset requires limit to be set"),
    ])
    func `a bad number in the query string has PostHog's own body beside the envelope`(
        query: String,
        message: String
    ) async throws {
        let server = try await server()
        _ = try await create(server)
        let answer = try await server.send(.post, Self.base + "e/run?\(query)", "{}")
        #expect(answer.status == .badRequest)
        #expect(answer.detail == message)
        #expect(answer.json["error"] == .string(message))
    }

    @Test func `a version that is not there is told with the current one`() async throws {
        let server = try await server()
        _ = try await create(server)
        let run = try await server.send(.post, Self.base + "e/run", #"{"version": 9}"#)
        #expect(run.status == .notFound)
        #expect(run.json["error"] == "Version 9 not found for endpoint 'e'" && run.json["current_version"] == 1)
        for path in ["e?version=9", "e/versions/9", "e/openapi.json?version=9"] {
            let answer = try await server.send(.get, Self.base + path)
            #expect(answer.status == .notFound && answer.json["error"] == "Version 9 not found")
        }
        #expect(try await server.send(.get, Self.base + "e?version=abc").detail == "Must be an integer, got: abc")
    }

    @Test func `a change of the query makes a version, which is listed first`() async throws {
        let server = try await server()
        _ = try await create(server)
        let body = #"{"query": {"kind": "HogQLQuery", "query": "SELECT 2 AS x"}, "name": "ignored"}"#
        let changed = try await server.send(.patch, Self.base + "e", body)
        #expect(changed.json["current_version"] == 2 && changed.json["name"] == "e")

        let versions = try await server.send(.get, Self.base + "e/versions").json["results"]?.arrayValue ?? []
        #expect(versions.map { $0["version"] } == [2, 1])
        #expect(versions[1]["query"]?["query"] == "SELECT 1 AS x")
        #expect(versions[1]["endpoint_is_active"] == true)
    }

    @Test func `deleting takes it away, by both ways`() async throws {
        let server = try await server()
        _ = try await create(server)
        #expect(try await server.send(.delete, Self.base + "e").status == .noContent)
        #expect(try await server.send(.get, Self.base + "e").status == .notFound)
        _ = try await create(server)
        #expect(try await server.send(.patch, Self.base + "e", #"{"deleted": true}"#).json == ["success": true])
        #expect(try await server.send(.get, Self.base + "e/run").status == .notFound)
    }

    @Test func `last execution times name those that have run`() async throws {
        let server = try await server()
        _ = try await create(server)
        let path = Self.base + "last_execution_times"
        #expect(try await server.send(.post, path, #"{"names": ["e"]}"#).json["query_status"]?["results"] == [])
        _ = try await server.send(.get, Self.base + "e/run")

        let rows = try await server.send(.post, path, #"{"names": ["e", "ghost"]}"#).json["query_status"]?["results"]
        #expect(rows?.arrayValue?.map { $0.arrayValue?.first } == ["e"])
        #expect(try await server.send(.post, path, #"{"names": []}"#).json["query_status"]?["results"] == .null)
        #expect(try await server.send(.post, path, #"{"names": ["9lives"]}"#).detail == "Invalid endpoint name: 9lives")
    }

    @Test func `the description of a run names its inputs`() async throws {
        let server = try await server()
        _ = try await server.send(
            .post,
            "/api/projects/1/insight_variables",
            #"{"name": "needed", "type": "Number", "default_value": null}"#
        )
        let body = #"{"name": "e-1", "query": {"kind": "HogQLQuery", "query": "SELECT {variables.needed} AS x"}}"#
        _ = try await server.send(.post, Self.base, body)

        let document = try await server.send(.get, Self.base + "e-1/openapi.json").json

        #expect(document["openapi"] == "3.0.3")
        let operation = document["paths"]?["/api/projects/1/endpoints/e-1/run"]?["post"]
        #expect(operation?["operationId"] == "run_e_1")
        #expect(operation?["requestBody"]?["required"] == true)
        let schemas = document["components"]?["schemas"]
        #expect(schemas?["Variables"]?["properties"]?["needed"]?["type"] == "number")
        #expect(schemas?["Variables"]?["required"] == ["needed"])
    }
}
