import ClickHouse
import ClickHouseTesting
import HTTPTypes
import JSON
import Testing

@testable import API

@Suite(.timeLimit(.minutes(1)))
struct QueryRoutesTests {
    private static let path = "/api/projects/1/query/"

    private func server() async throws -> TestServer {
        let server = try await TestServer()
        server.engine.answer("", with: .rows(columns: [ResultColumn(name: "x", type: .int(bits: 64))], ["[1]"]))
        return server
    }

    private func body(_ more: String = "") -> String {
        #"{"query": {"kind": "HogQLQuery", "query": "SELECT 1 AS x"}\#(more)}"#
    }

    /// Asks until the run has ended.
    private func ended(_ server: TestServer, _ id: String) async throws -> TestResponse {
        while true {
            let answer = try await server.send(.get, Self.path + id)
            if answer.status != .accepted { return answer }
            await Task.yield()
        }
    }

    @Test func `a query answers its rows and how they were made`() async throws {
        let answer = try await server().send(.post, Self.path, body())
        #expect(answer.status == .ok)
        #expect(answer.json["results"] == [[1]])
        #expect(answer.json["clickhouse"]?.stringValue != nil)
    }

    @Test func `what is no HogQL is the user's error`() async throws {
        let server = try await server()
        let syntax = try await server.send(.post, Self.path, #"{"query": {"kind": "HogQLQuery", "query": "selet"}}"#)
        #expect(syntax.status == .badRequest && syntax.code == "hogql_syntax_error")
        let kind = try await server.send(.post, Self.path, #"{"query": {"kind": "EventsQuery"}}"#)
        #expect(kind.status == .badRequest && kind.attr == "query")
    }

    @Test func `an asynchronous query is accepted and tells its outcome`() async throws {
        let server = try await server()
        let accepted = try await server.send(.post, Self.path, body(#", "refresh": "async", "client_query_id": "q""#))
        #expect(accepted.status == .accepted && accepted.json["query_status"]?["id"] == "q")

        let done = try await ended(server, "q")

        #expect(done.status == .ok)
        #expect(done.json["query_status"]?["results"]?["results"] == [[1]])
    }

    @Test func `a cancelled query says so`() async throws {
        let server = try await server()
        server.engine.answer("", with: .held(columns: [], []))
        _ = try await server.send(.post, Self.path, body(#", "refresh": "async", "client_query_id": "q""#))
        while server.engine.heldQueries == 0 { await Task.yield() }

        #expect(try await server.send(.delete, Self.path + "q").json["message"] == "Query task revoked")

        let answer = try await ended(server, "q")
        #expect(answer.status == .badRequest && answer.code == "query_cancelled")
        #expect(answer.json["query_status"]?["error"] == true)
    }

    @Test func `a name that nobody has used is not found`() async throws {
        let server = try await server()
        let answer = try await server.send(.get, Self.path + "ghost")
        #expect(answer.status == .notFound && answer.detail == "Query ghost not found for team 1")
        #expect(try await server.send(.delete, Self.path + "ghost").status == .ok)
    }

    @Test func `what is not cached is told by force_cache`() async throws {
        let server = try await server()
        let before = try await server.send(.post, Self.path, body(#", "refresh": "force_cache""#))
        _ = try await server.send(.post, Self.path, body())
        let after = try await server.send(.post, Self.path, body(#", "refresh": "force_cache""#))
        #expect(before.json["is_cached"] == false)
        #expect(after.json["is_cached"] == true && after.json["results"] == [[1]])
    }
}
