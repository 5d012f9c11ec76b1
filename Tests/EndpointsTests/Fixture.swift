import ClickHouse
import ClickHouseTesting
import Definitions
import GRDB
import JSON
import Querying
import Storage

@testable import Endpoints

/// Endpoints over an engine that does what a test says and a database with one project.
struct Fixture {
    let engine = FakeEngine()
    let database: DatabaseQueue
    let variables: InsightVariableStore
    let queries: QueryService
    let endpoints: EndpointStore
    let runs: EndpointRuns
    let project = QueryProject(id: 1)

    init(database: DatabaseQueue? = nil) throws {
        let database = try database ?? Self.makeDatabase()
        self.database = database
        variables = InsightVariableStore(database)
        queries = QueryService(engine: engine, database: database, definitions: DefinitionStore(database))
        endpoints = EndpointStore(database, queries: queries, variables: variables)
        runs = EndpointRuns(endpoints: endpoints, queries: queries, journal: RunJournal(database))
        engine.answer("", with: .rows(columns: [ResultColumn(name: "x", type: .int(bits: 64))], ["[1]"]))
    }

    private static func makeDatabase() throws -> DatabaseQueue {
        let database = try Database.inMemory()
        try database.write { db in
            try db.execute(sql: "INSERT INTO organization (id, name, slug, created_at) VALUES ('o', 'O', 'o', 0)")
            for id in 1...2 {
                try db.execute(
                    sql: """
                        INSERT INTO project (id, uuid, organization_id, name, token, timezone, week_start_day,
                            test_account_filters, ingested_event, created_at, updated_at)
                        VALUES (?, ?, 'o', 'P', ?, 'UTC', 0, '[]', 0, 0, 0)
                        """,
                    arguments: [id, "u\(id)", "t\(id)"]
                )
            }
        }
        return database
    }

    static func hogQL(_ text: String) -> JSONValue { ["kind": "HogQLQuery", "query": .string(text)] }

    /// Makes an endpoint called `e`.
    @discardableResult
    func create(
        _ query: JSONValue = hogQL("SELECT 1 AS x"),
        name: String? = "e",
        _ more: (inout EndpointChanges) -> Void = { _ in }
    ) async throws -> Endpoint {
        var changes = EndpointChanges()
        changes.query = query
        more(&changes)
        return try await endpoints.create(name, changes, in: project, by: nil)
    }

    @discardableResult
    func update(
        version: Int? = nil,
        _ change: (inout EndpointChanges) -> Void
    ) async throws -> Endpoint {
        var changes = EndpointChanges()
        change(&changes)
        return try await endpoints.update("e", changes, version: version, in: project, by: nil)
    }

    /// Makes a variable of the project.
    func variable(_ name: String, default value: JSONValue) async throws -> InsightVariable {
        try await variables.create(
            InsightVariableSettings(name: name, kind: .string, defaultValue: value),
            inProject: project.id,
            by: nil
        )
    }

    /// The error that `body` ends with, if it is an endpoint's.
    func refusal(_ body: () async throws -> Void) async throws -> EndpointError? {
        do {
            try await body()
            return nil
        } catch let error as EndpointError {
            return error
        }
    }
}
