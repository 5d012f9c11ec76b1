import ClickHouse
import ClickHouseTesting
import GRDB
import JSON
import Storage
import Testing

@testable import Querying

@Suite(.timeLimit(.minutes(1)))
struct QueryServiceTests {
    private func rows(_ answer: QueryAnswer) throws -> JSONValue? { try JSONValue(parsing: answer.body())["results"] }

    @Test func `a fresh result comes from the cache`() async throws {
        let fixture = try Fixture()
        fixture.answer(1)
        let first = try await fixture.queries.answer(fixture.request())
        fixture.answer(2)

        let second = try await fixture.queries.answer(fixture.request())

        #expect(!first.isCached)
        #expect(second.isCached)
        #expect(try rows(second) == [[1]])
    }

    @Test func `a result is fresh until its window ends`() async throws {
        let fixture = try Fixture()
        fixture.answer(1)
        _ = try await fixture.queries.answer(fixture.request(freshFor: .seconds(300)))

        fixture.time.advance(.seconds(240))
        #expect(try await fixture.queries.answer(fixture.request(freshFor: .seconds(300))).isCached)

        fixture.time.advance(.seconds(60))
        #expect(try await !fixture.queries.answer(fixture.request(freshFor: .seconds(300))).isCached)
    }

    @Test func `a forced run is computed, and is what the cache has afterwards`() async throws {
        let fixture = try Fixture()
        fixture.answer(1)
        _ = try await fixture.queries.answer(fixture.request())
        fixture.answer(2)

        let forced = try await fixture.queries.answer(fixture.request(refresh: .always))
        let after = try await fixture.queries.answer(fixture.request())

        #expect(try !forced.isCached && rows(forced) == [[2]])
        #expect(try after.isCached && rows(after) == [[2]])
    }

    @Test func `a project never gets another's result`() async throws {
        let fixture = try Fixture()
        fixture.answer(1)
        _ = try await fixture.queries.answer(fixture.request(project: 1))
        fixture.answer(2)

        #expect(try rows(try await fixture.queries.answer(fixture.request(project: 2))) == [[2]])
    }

    @Test func `identical runs at the same moment are computed once`() async throws {
        let fixture = try Fixture()
        fixture.hold()
        let runs = (0..<20).map { _ in Task { try await fixture.queries.answer(fixture.request()) } }
        try await fixture.wait { fixture.engine.heldQueries == 1 }

        fixture.engine.release()

        for run in runs { #expect(try rows(try await run.value) == [[1]]) }
        #expect(fixture.engine.statements.count == 1)
    }

    @Test func `a forced run does not join one that began before it`() async throws {
        let fixture = try Fixture()
        fixture.hold()
        let first = Task { try await fixture.queries.answer(fixture.request()) }
        try await fixture.wait { fixture.engine.heldQueries == 1 }
        let forced = Task { try await fixture.queries.answer(fixture.request(refresh: .always)) }

        try await fixture.wait { fixture.engine.heldQueries == 2 }

        fixture.engine.release()
        _ = try await (first.value, forced.value)
    }

    @Test func `a client that gives up takes nothing from the others`() async throws {
        let fixture = try Fixture()
        fixture.hold()
        let first = Task { try await fixture.queries.answer(fixture.request()) }
        try await fixture.wait { fixture.engine.heldQueries == 1 }
        let second = Task { try await fixture.queries.answer(fixture.request()) }

        first.cancel()
        await #expect(throws: QueryError.cancelled) { try await first.value }
        fixture.engine.release()

        #expect(try rows(try await second.value) == [[1]])
    }

    @Test func `a query that nobody waits for is ended`() async throws {
        let fixture = try Fixture()
        fixture.hold()
        let run = Task { try await fixture.queries.answer(fixture.request()) }
        try await fixture.wait { fixture.engine.heldQueries == 1 }

        run.cancel()

        await #expect(throws: QueryError.cancelled) { try await run.value }
        try await fixture.wait { fixture.engine.heldQueries == 0 }
    }

    @Test func `a failure is not kept`() async throws {
        let fixture = try Fixture()
        let exception = QueryEngineError.Exception(code: 153, name: "ILLEGAL_DIVISION", message: "Division by zero")
        fixture.engine.answer("", with: .failure(.refused(exception)))
        await #expect(throws: QueryError.refused(code: "illegal_division", message: "Division by zero")) {
            try await fixture.queries.answer(fixture.request())
        }
        fixture.answer(3)

        #expect(try rows(try await fixture.queries.answer(fixture.request())) == [[3]])
    }

    @Test func `a restarted server has a warm cache`() async throws {
        let database = try Database.inMemory()
        let before = try Fixture(database: database)
        before.answer(1)
        let first = try await before.queries.answer(before.request())
        try await before.queries.archive.flush()

        let after = try Fixture(database: database)
        try await after.queries.archive.open()
        let second = try await after.queries.answer(after.request())

        #expect(second.isCached)
        #expect(second.result.head == first.result.head)
        #expect(second.result.entityTag == first.result.entityTag)
        #expect(after.engine.statements.isEmpty)
    }

    @Test func `the stored results stay below their bound, the newest of them`() async throws {
        var limits = QueryLimits()
        limits.storedCacheBytes = 8000
        let fixture = try Fixture(limits)
        fixture.answer(1)
        for number in 0..<40 {
            _ = try await fixture.queries.answer(fixture.request("SELECT \(number) AS x"))
            fixture.time.advance(.seconds(1))
        }
        try await fixture.queries.archive.flush()

        let (size, oldest) = try await fixture.database.read { db in
            (
                try Int.fetchOne(db, sql: "SELECT sum(size) FROM query_result") ?? 0,
                try Timestamp.fetchOne(db, sql: "SELECT min(computed_at) FROM query_result")
            )
        }
        #expect(size > 0 && size <= 8000)
        #expect(try #require(oldest) > fixture.time.now - .seconds(39))
    }

    @Test func `the limits go to the engine`() async throws {
        var limits = QueryLimits()
        limits.maximumDuration = .seconds(7)
        limits.maximumMemory = 1000
        limits.maximumRowsRead = 10
        let fixture = try Fixture(limits)
        fixture.answer(1)
        _ = try await fixture.queries.answer(fixture.request())

        let options = try #require(fixture.engine.statements.first).options
        #expect(options.isReadOnly)
        #expect(options.maximumDuration == .seconds(7))
        #expect(options.maximumMemory == 1000)
        #expect(options.maximumRowsRead == 10)
    }
}
