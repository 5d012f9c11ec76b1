import ClickHouse
import ClickHouseTesting
import Definitions
import GRDB
import Storage

@testable import Querying

/// A query service over an engine that does what a test says, an empty database, and a clock that a test moves.
struct Fixture {
    let engine = FakeEngine()
    let database: DatabaseQueue
    let time = MovableTime()
    let queries: QueryService

    init(_ limits: QueryLimits = QueryLimits(), database: DatabaseQueue? = nil) throws {
        let database = try database ?? Database.inMemory()
        self.database = database
        let clock = Clock { [time] in time.now }
        queries = QueryService(
            engine: engine,
            database: database,
            definitions: DefinitionStore(database),
            limits: limits,
            clock: clock
        )
    }

    static let column = ResultColumn(name: "x", type: .int(bits: 64))

    /// Makes every query answer one row of one number.
    func answer(_ number: Int) {
        engine.answer("", with: .rows(columns: [Self.column], ["[\(number)]"]))
    }

    /// Makes every query wait until the engine is told to go on.
    func hold() {
        engine.answer("", with: .held(columns: [Self.column], ["[1]"]))
    }

    func request(
        _ text: String = "SELECT 1 AS x",
        project: Int = 1,
        refresh: QueryRequest.Refresh = .whenStale,
        freshFor: Duration = .seconds(600)
    ) -> QueryRequest {
        QueryRequest(HogQLQuery(text), for: QueryProject(id: project), refresh: refresh, freshFor: freshFor)
    }

    /// Lets other tasks run until something holds; a test that waits in vain is ended by its time limit.
    func wait(until isTrue: () async -> Bool) async throws {
        while await !isTrue() {
            try Task.checkCancellation()
            await Task.yield()
        }
    }
}
