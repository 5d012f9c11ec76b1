import Foundation
import JSON
import Storage
import Testing

@testable import Ingestion

struct ImportTests {
    private let ann = "00000000-0000-4000-8000-00000000000a"
    private let bob = "00000000-0000-4000-8000-00000000000b"

    /// Imports files with these lines into the fixture's project.
    private func run(_ fixture: Fixture, persons: [String] = [], events: [String] = []) async throws -> ImportReport {
        let path = { (name: String, lines: [String]) throws -> String? in
            guard !lines.isEmpty else { return nil }
            let path = fixture.folder + "/" + name
            try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
            return path
        }
        let (persons, events) = (try path("persons.jsonl", persons), try path("events.jsonl", events))
        let pipeline = try fixture.pipeline()
        try await pipeline.start()
        let importing = EventImport(
            into: pipeline,
            engine: fixture.engine,
            projectID: Fixture.projectID,
            clock: .pinned(Fixture.now)
        )
        return try await pipeline.whileRunning { try await importing.run(persons: persons, events: events) }
    }

    @Test func `a row of an export keeps its times and its person of that time`() async throws {
        try await Fixture.with { fixture in
            let report = try await run(
                fixture,
                persons: [
                    #"{"id": "\#(ann)", "distinct_ids": ["a"], "properties": {"plan": "pro"}, "created_at": "2020-01-01"}"#
                ],
                events: [
                    #"{"event": "e", "distinct_id": "a", "timestamp": "2035-01-01T00:00:00Z", "person_id": "\#(ann)", "person_properties": {"plan": "free"}, "properties": {"x": 1}, "created_at": "2034-01-01", "elements_chain": "a:href=\"/\""}"#,
                    #"{"event": "e", "distinct_id": "a", "timestamp": "2020-02-01", "person_id": "\#(bob)"}"#,
                ]
            )

            let events = fixture.engine.rows("events")
            #expect(report.events == 2 && report.persons == 1 && report.faultCount == 0)
            #expect(events.map { $0["timestamp"]?.integerValue } == [2_051_222_400_000_000, 1_580_515_200_000_000])
            #expect(events.map { $0["person_properties"] } == [["plan": "free"], ["plan": "pro"]])
            #expect(events.map { $0["person_id"] } == [.string(ann), .string(bob)])
            #expect(events.first?["elements_chain"] == #"a:href="/""#)
            let overrides = fixture.engine.rows("person_distinct_id_overrides")
            #expect(overrides.map { $0["distinct_id"] } == ["a"])
            #expect(overrides.map { $0["person_id"] } == [.string(ann)])
        }
    }

    @Test func `an event whose person is in no file makes that person`() async throws {
        try await Fixture.with { fixture in
            _ = try await run(
                fixture,
                events: [
                    #"{"event": "e", "distinct_id": "a", "person_id": "\#(ann)", "person_properties": {"n": 1}}"#,
                    #"{"event": "e", "distinct_id": "a2", "person_id": "\#(ann)"}"#,
                ]
            )

            #expect(fixture.engine.rows("persons").map { $0["id"] } == [.string(ann)])
            #expect(fixture.engine.rows("person_distinct_ids").count == 2)
            #expect(fixture.engine.rows("person_distinct_id_overrides").isEmpty)
        }
    }

    @Test func `a row that cannot be used is reported by its line and the others go in`() async throws {
        try await Fixture.with { fixture in
            let report = try await run(
                fixture,
                persons: [#"{"id": "x", "distinct_ids": []}"#],
                events: [
                    #"{"event": "e", "distinct_id": "a"}"#, "", "{broken", #"{"event": "e"}"#,
                    #"{"event": "e", "distinct_id": "a", "timestamp": "some day"}"#,
                    #"{"event": "e", "distinct_id": "b"}"#,
                ]
            )

            #expect(report.events == 2)
            #expect(report.faults.map(\.line) == [1, 3, 4, 5])
            #expect(report.faults.map(\.reason).contains("no distinct_id"))
        }
    }

    @Test func `importing twice adds nothing`() async throws {
        try await Fixture.with { fixture in
            let rows = [#"{"event": "e", "distinct_id": "a"}"#, #"{"event": "e", "distinct_id": "a"}"#]

            _ = try await run(fixture, events: rows)
            _ = try await run(fixture, events: rows)

            #expect(fixture.engine.rows("events").count == 2)
        }
    }

    @Test func `properties may be JSON as text`() async throws {
        try await Fixture.with { fixture in
            _ = try await run(
                fixture,
                events: [#"{"event": "e", "distinct_id": "a", "properties": "{\"x\": [1]}"}"#]
            )

            #expect(fixture.engine.rows("events").first?["properties"] == ["x": [1]])
        }
    }

    @Test func `lines that are split between pieces are put together`() throws {
        let path = NSTemporaryDirectory() + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        let lines = (0..<3000).map { "\($0) " + String(repeating: "x", count: 700) }
        try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)

        var reader = try LineReader(path: path)
        var read: [LineReader.Line] = []
        while let some = try reader.nextLines() { read += some }

        #expect(read.map { String(decoding: $0.bytes, as: UTF8.self) } == lines)
        #expect(read.map(\.number) == Array(1...3000))
    }
}
