import ClickHouse
import ClickHouseTesting
import GRDB
import JSON
import Querying
import Storage
import Testing

@testable import Endpoints

@Suite(.timeLimit(.minutes(1)))
struct EndpointRunsTests {
    private func run(
        _ fixture: Fixture,
        _ change: (inout RunRequest) -> Void = { _ in }
    ) async throws -> RunOutcome {
        var request = RunRequest()
        change(&request)
        let prepared = try await fixture.runs.prepare("e", request, in: fixture.project, by: "key")
        if let answer = try await fixture.runs.cachedAnswer(to: prepared) { return .answer(answer) }
        return try await fixture.runs.carryOut(prepared)
    }

    private func answer(
        _ fixture: Fixture,
        _ change: (inout RunRequest) -> Void = { _ in }
    ) async throws -> JSONValue {
        guard case .answer(let answer) = try await run(fixture, change) else { return .null }
        return try JSONValue(parsing: answer.body)
    }

    @Test func `an answer begins with the rows and ends with the run`() async throws {
        let fixture = try Fixture()
        try await fixture.create()

        let answer = try await answer(fixture)

        let keys = answer.objectValue?.keys ?? []
        #expect(keys.first == "results")
        #expect(keys.suffix(4) == ["name", "endpoint_version", "endpoint_version_created_at", "execution_id"])
        #expect(answer["results"] == [[1]])
        #expect(answer["name"] == "e" && answer["endpoint_version"] == 1)
    }

    @Test func `a second run comes from the cache and is a run of its own`() async throws {
        let fixture = try Fixture()
        try await fixture.create()

        let (first, second) = (try await answer(fixture), try await answer(fixture))

        #expect(first["is_cached"] == false && second["is_cached"] == true)
        #expect(first["last_refresh"] == second["last_refresh"])
        #expect(first["execution_id"] != second["execution_id"])
    }

    @Test func `a cached run reads no database`() async throws {
        let fixture = try Fixture()
        try await fixture.create()
        _ = try await answer(fixture)
        try await fixture.database.write { db in
            for table in ["endpoint_log", "endpoint_version", "endpoint", "query_result"] { try db.drop(table: table) }
        }

        #expect(try await answer(fixture)["is_cached"] == true)
    }

    @Test func `an asynchronous run is accepted, and complete later with the whole body`() async throws {
        let fixture = try Fixture()
        try await fixture.create()

        guard
            case .accepted(let status) = try await run(
                fixture,
                {
                    $0.refresh = .async
                    $0.clientQueryID = "q"
                }
            )
        else {
            Issue.record("it was answered at once")
            return
        }
        #expect(status.id == "q")
        while await fixture.queries.status(of: "q", projectID: 1)?.isRunning != false { await Task.yield() }
        let body = try #require(await fixture.queries.status(of: "q", projectID: 1)).body
        #expect(try JSONValue(parsing: body)["query_status"]?["results"]?["results"] == [[1]])
        #expect(try await answer(fixture) { $0.refresh = .async }["is_cached"] == true)
    }

    @Test func `the journal tells who ran when, and a line for each run`() async throws {
        let fixture = try Fixture()
        let endpoint = try await fixture.create()
        #expect(fixture.runs.journal.lastExecution(of: endpoint) == nil)
        _ = try await answer(fixture)
        let exception = QueryEngineError.Exception(code: 153, name: "ILLEGAL_DIVISION", message: "Division by zero")
        fixture.engine.answer("", with: .failure(.refused(exception)))
        await #expect(throws: QueryError.self) { try await answer(fixture) { $0.refresh = .force } }
        await #expect(throws: EndpointError.self) { try await answer(fixture) { $0.version = 7 } }
        await fixture.runs.journal.flush()

        let (lines, count) = try await fixture.runs.journal.lines(of: endpoint, level: nil, limit: 10, offset: 0)

        #expect(fixture.runs.journal.lastExecution(of: endpoint) != nil)
        #expect(count == 3)
        #expect(lines[2].level == "INFO")
        #expect(lines[2].message.hasPrefix("Endpoint executed · path=inline cache=miss"))
        #expect(lines[1].message == "Endpoint execution failed · path=inline version=1 error=illegal_division")
        #expect(lines[0].message.hasPrefix("Endpoint execution failed · invalid request · Version 7 not found"))
        let stored = try await Fixture(database: fixture.database).endpoints.endpoint(named: "e", in: 1)
        #expect(stored.lastExecutedAt != nil && stored.current.lastExecutedAt != nil)
    }
}
