import GRDB
import JSON
import Storage
import Testing

@testable import Endpoints

struct EndpointStoreTests {
    @Test func `a new endpoint has one version and PostHog's defaults`() async throws {
        let endpoint = try await Fixture().create()

        #expect(endpoint.versions.map(\.number) == [1])
        #expect(endpoint.isActive && endpoint.tags.isEmpty && endpoint.current.description.isEmpty)
        #expect(endpoint.current.columns?.map(\.name) == ["x"])
        #expect(endpoint.current.columns?.map(\.kind) == [.integer])
    }

    @Test(
        arguments: [
            (nil, Fixture.hogQL("SELECT 1"), "name"),
            ("", Fixture.hogQL("SELECT 1"), "name"),
            ("1a", Fixture.hogQL("SELECT 1"), "name"),
            ("a", .null, "query"),
            ("a", Fixture.hogQL("selet 1"), "query"),
        ] as [(String?, JSONValue, String)]
    )
    func `what can't be created is refused with its field`(name: String?, query: JSONValue, field: String) async throws
    {
        let fixture = try Fixture()
        let refusal = try await fixture.refusal { try await fixture.create(query, name: name) }
        #expect(refusal?.field == field)
    }

    @Test func `a name is given once, and its case counts`() async throws {
        let fixture = try Fixture()
        try await fixture.create()
        #expect(try await fixture.refusal { try await fixture.create() } == .nameTaken)
        try await fixture.create(name: "E")
    }

    @Test func `of many that want a name at once one gets it`() async throws {
        let fixture = try Fixture()
        let taken = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<10 { group.addTask { (try? await fixture.create()) == nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(taken == 9)
    }

    @Test func `a query that differs makes a version, anything else does not`() async throws {
        let fixture = try Fixture()
        try await fixture.create()
        try await fixture.update { $0.description = "d" }
        try await fixture.update { $0.query = ["query": "SELECT 1 AS x", "kind": "HogQLQuery", "filters": nil] }
        #expect(try await fixture.update { _ in }.versions.count == 1)

        let endpoint = try await fixture.update { $0.query = Fixture.hogQL("SELECT 2 AS x") }

        #expect(endpoint.versions.map(\.query.text) == ["SELECT 1 AS x", "SELECT 2 AS x"])
        #expect(endpoint.current.number == 2)
    }

    @Test func `what is around the query passes on to the next version`() async throws {
        let fixture = try Fixture()
        try await fixture.create {
            $0.description = "mine"
            $0.cacheAgeSeconds = .set(900)
        }

        let current = try await fixture.update { $0.query = Fixture.hogQL("SELECT 2 AS x") }.current

        #expect(current.description == "mine")
        #expect(current.freshness.cacheAgeSeconds == 900)
    }

    @Test func `parallel changes leave versions without gaps`() async throws {
        let fixture = try Fixture()
        try await fixture.create()
        try await withThrowingTaskGroup { group in
            for number in 2...21 {
                group.addTask {
                    try await fixture.update { $0.query = Fixture.hogQL("SELECT \(number) AS x") }
                }
            }
            for try await _ in group {}
        }

        let endpoint = try await fixture.endpoints.endpoint(named: "e", in: 1)
        #expect(endpoint.versions.map(\.number) == Array(1...21))
        #expect(Set(endpoint.versions.map(\.query.text)).count == 21)
    }

    @Test func `a version that is meant is changed alone`() async throws {
        let fixture = try Fixture()
        try await fixture.create { $0.description = "one" }
        try await fixture.update { $0.query = Fixture.hogQL("SELECT 2 AS x") }

        let endpoint = try await fixture.update(version: 1) {
            $0.isActive = false
            $0.description = "old"
        }

        #expect(endpoint.isActive)
        #expect(endpoint.versions.map(\.isActive) == [false, true])
        #expect(endpoint.versions.map(\.description) == ["old", "one"])
    }

    @Test func `a version keeps its query, and one that is not there can't be changed`() async throws {
        let fixture = try Fixture()
        try await fixture.create()
        #expect(
            try await fixture.refusal {
                try await fixture.update(version: 1) { $0.query = Fixture.hogQL("SELECT 9 AS x") }
            }?.field == "query"
        )
        #expect(
            try await fixture.refusal { try await fixture.update(version: 9) { $0.description = "d" } }?.description
                == "Version 9 not found for this endpoint."
        )
    }

    @Test func `a refused change changes nothing`() async throws {
        let fixture = try Fixture()
        try await fixture.create()
        #expect(
            try await fixture.refusal {
                try await fixture.update {
                    $0.description = "d"
                    $0.cacheAgeSeconds = .set(1)
                }
            }?.field == "cache_age_seconds"
        )
        #expect(try await fixture.endpoints.endpoint(named: "e", in: 1).current.description == "")
    }

    @Test func `a deleted endpoint is gone, its rows stay, and its name is free`() async throws {
        let fixture = try Fixture()
        let first = try await fixture.create()
        try await fixture.endpoints.delete("e", in: 1)
        #expect(try await fixture.refusal { _ = try await fixture.endpoints.endpoint(named: "e", in: 1) } == .notFound)
        #expect(try await fixture.refusal { try await fixture.endpoints.delete("e", in: 1) } == .notFound)

        let second = try await fixture.create()

        #expect(second.id != first.id)
        #expect(try await fixture.database.read(EndpointRecord.fetchCount) == 2)
    }

    @Test func `another project has its own`() async throws {
        let fixture = try Fixture()
        try await fixture.create()
        #expect(try await fixture.refusal { _ = try await fixture.endpoints.endpoint(named: "e", in: 2) } == .notFound)
        #expect(try await fixture.endpoints.endpoints(in: 2).isEmpty)
    }

    @Test func `what was written is there after a restart`() async throws {
        let fixture = try Fixture()
        try await fixture.create {
            $0.tags = ["b", "a", "b"]
            $0.bucketOverrides = .set(["timestamp": "hour"])
        }
        try await fixture.update { $0.query = Fixture.hogQL("SELECT 2 AS x") }

        let endpoint = try await Fixture(database: fixture.database).endpoints.endpoint(named: "e", in: 1)

        #expect(endpoint.tags == ["a", "b"])
        #expect(endpoint.current.bucketOverrides == ["timestamp": "hour"])
        #expect(endpoint.versions.map(\.query.text) == ["SELECT 1 AS x", "SELECT 2 AS x"])
    }

    @Test func `materialization is refused with the reason`() async throws {
        let fixture = try Fixture()
        try await fixture.create(["kind": "StickinessQuery", "series": []])
        let refusal = try await fixture.refusal { try await fixture.update { $0.isMaterialized = true } }
        #expect(refusal?.description.contains("Query type 'StickinessQuery' cannot be materialized.") == true)
    }
}
