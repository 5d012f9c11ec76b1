import ClickHouse
import ClickHouseTesting
import JSON
import Storage
import Testing

@testable import Querying

@Suite(.timeLimit(.minutes(1)))
struct QueryStatusTests {
    private let name = QueryName("q1", projectID: 1, caller: "key")

    private func start(_ fixture: Fixture) -> QueryStatus {
        fixture.queries.start(name) { [queries = fixture.queries, request = fixture.request()] registration in
            try await queries.answer(request, registration: registration).body()
        }
    }

    private func json(_ fixture: Fixture) async throws -> JSONValue {
        let status = try #require(await fixture.queries.status(of: "q1", projectID: 1))
        return try #require(try JSONValue(parsing: status.body)["query_status"])
    }

    @Test func `a started run is running, then complete with its whole answer`() async throws {
        let fixture = try Fixture()
        fixture.hold()
        #expect(start(fixture).isRunning)
        try await fixture.wait { fixture.engine.heldQueries == 1 }
        let running = try await json(fixture)
        fixture.engine.release()
        try await fixture.wait { await fixture.queries.status(of: "q1", projectID: 1)?.isRunning == false }
        let complete = try await json(fixture)

        #expect(running["complete"] == false && running["results"] == .null)
        #expect(complete["complete"] == true && complete["error"] == false)
        #expect(complete["results"]?["results"] == [[1]])
        #expect(complete["team_id"] == 1)
    }

    @Test func `a cancelled run ends in the engine and stays cancelled`() async throws {
        let fixture = try Fixture()
        fixture.hold()
        _ = start(fixture)
        try await fixture.wait { fixture.engine.heldQueries == 1 }

        #expect(fixture.queries.cancel("q1", projectID: 1))

        try await fixture.wait { fixture.engine.heldQueries == 0 }
        let status = try #require(await fixture.queries.status(of: "q1", projectID: 1))
        #expect(status.error == .cancelled)
        #expect(!fixture.queries.cancel("q1", projectID: 1))
    }

    @Test func `a run that waits for its answer can be cancelled from elsewhere`() async throws {
        let fixture = try Fixture()
        fixture.hold()
        let run = Task { [queries = fixture.queries, name, request = fixture.request()] in
            try await queries.run(named: name) { registration in
                let body = try await queries.answer(request, registration: registration).body()
                return (body, body)
            }
        }
        try await fixture.wait { fixture.engine.heldQueries == 1 }

        #expect(fixture.queries.cancel("q1", projectID: 1))

        await #expect(throws: QueryError.cancelled) { try await run.value }
    }

    @Test func `a name belongs to its project`() async throws {
        let fixture = try Fixture()
        fixture.answer(1)
        _ = start(fixture)

        #expect(await fixture.queries.status(of: "q1", projectID: 2) == nil)
        #expect(!fixture.queries.cancel("q1", projectID: 2))
        #expect(fixture.queries.isCaller("key", of: "q1", projectID: 1))
        #expect(!fixture.queries.isCaller("other", of: "q1", projectID: 1))
    }

    @Test func `the outcome is forgotten after its lifetime`() async throws {
        let fixture = try Fixture()
        fixture.answer(1)
        _ = start(fixture)
        try await fixture.wait { await fixture.queries.status(of: "q1", projectID: 1)?.isRunning == false }

        fixture.time.advance(QueryRegistry.lifetime)

        #expect(await fixture.queries.status(of: "q1", projectID: 1) == nil)
    }

    @Test func `a failed run says why`() async throws {
        let fixture = try Fixture()
        let exception = QueryEngineError.Exception(code: 153, name: "ILLEGAL_DIVISION", message: "Division by zero")
        fixture.engine.answer("", with: .failure(.refused(exception)))
        _ = start(fixture)
        try await fixture.wait { await fixture.queries.status(of: "q1", projectID: 1)?.isRunning == false }

        let status = try await json(fixture)
        #expect(status["error"] == true && status["complete"] == true)
        #expect(status["error_message"] == "Division by zero")
    }
}
