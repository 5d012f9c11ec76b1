import ClickHouse
import Foundation
import GRDB
import JSON
import Testing

@testable import Ingestion

struct EventPipelineTests {
    private func event(_ name: String, _ uuid: Int, timestamp: String? = nil) -> String {
        let time = timestamp.map { #", "timestamp": "\#($0)""# } ?? ""
        return
            #"{"event": "\#(name)", "distinct_id": "d", "uuid": "018f0000-0000-7000-8000-\#(String(repeating: "0", count: 12 - String(uuid).count))\#(uuid)"\#(time)}"#
    }

    @Test func `an acknowledged event is in the engine once, with its person`() async throws {
        try await Fixture.with { fixture in
            try await fixture.ingest(
                try fixture.capture(#"{"event": "e", "distinct_id": "d", "properties": {"a": 1}}"#)
            )

            let row = try #require(fixture.engine.rows("events").first)
            #expect(row["properties"] == ["a": 1])
            #expect(row["team_id"] == 1)
            #expect(row["person_mode"] == "full")
            #expect(row["person_id"] == fixture.engine.rows("persons").first?["id"])
            #expect(fixture.engine.rows("person_distinct_ids").first?["person_id"] == row["person_id"])
        }
    }

    @Test func `one uuid is one event, in a request and across requests and restarts`() async throws {
        try await Fixture.with { fixture in
            let events = try fixture.capture(event("a", 1), event("b", 2), event("a", 1))

            try await fixture.ingest(events + events)
            try await fixture.ingest(events)

            #expect(fixture.engine.events("event") == ["a", "b"])
        }
    }

    @Test func `an event younger than the memory is not looked for in the engine`() async throws {
        try await Fixture.with { fixture in
            try await fixture.say(event("old", 1))
            let before = fixture.engine.questions
            try await fixture.ingest(try fixture.capture(event("young", 2, timestamp: "2026-01-02T03:14:05Z")))

            #expect(fixture.engine.questions == before)
        }
    }

    @Test func `a segment that was not worked through is replayed`() async throws {
        try await Fixture.with { fixture in
            let crashed = try fixture.pipeline()
            try await crashed.start()
            try await crashed.append(try fixture.capture(event("a", 1)), projectID: 1)

            try await fixture.ingest()

            #expect(fixture.engine.events("event") == ["a"])
        }
    }

    @Test func `a segment whose insertion was not confirmed is inserted once`() async throws {
        try await Fixture.with { fixture in
            try await fixture.ingest(try fixture.capture(#"{"event": "a", "distinct_id": "d", "$set": {"n": 1}}"#))
            let outbox = fixture.folder + "/log/outbox"
            let stored = try #require(fixture.engine.rows("events").first)
            // As if the process had died after the insertion and before the file was removed.
            let path = outbox + "/00000000000000000001.events.jsonl"
            try JSONValue.object(stored).text().write(toFile: path, atomically: true, encoding: .utf8)

            try await fixture.ingest()

            #expect(fixture.engine.events("event") == ["a"])
            #expect(try FileManager.default.contentsOfDirectory(atPath: outbox).isEmpty)
        }
    }

    @Test func `rows of a transaction that never was are thrown away`() async throws {
        try await Fixture.with { fixture in
            let outbox = fixture.folder + "/log/outbox"
            try FileManager.default.createDirectory(atPath: outbox, withIntermediateDirectories: true)
            try "{}".write(toFile: outbox + "/00000000000000000007.events.jsonl", atomically: true, encoding: .utf8)

            try await fixture.ingest()

            #expect(fixture.engine.rows("events").isEmpty)
            #expect(try FileManager.default.contentsOfDirectory(atPath: outbox).isEmpty)
        }
    }

    @Test func `an engine that is away for a moment gets the segment later`() async throws {
        try await Fixture.with { fixture in
            let pipeline = try fixture.pipeline()
            try await pipeline.start()
            fixture.engine.fail(with: .unreachable(reason: "away"), .unreachable(reason: "still away"))

            try await pipeline.whileRunning {
                try await pipeline.append(try fixture.capture(event("a", 1)), projectID: 1)
                while fixture.engine.rows("events").isEmpty { try await Task.sleep(for: .milliseconds(5)) }
            }

            #expect(fixture.engine.events("event") == ["a"])
        }
    }

    @Test func `a row that the engine does not take is set aside and the others go in`() async throws {
        try await Fixture.with { fixture in
            fixture.engine.refuse("\"poison\"")

            try await fixture.ingest(
                try fixture.capture(event("a", 1), event("poison", 2), event("b", 3), event("c", 4))
            )

            let setAside = try FileManager.default.contentsOfDirectory(atPath: fixture.folder + "/log/quarantine")
            #expect(fixture.engine.events("event") == ["a", "b", "c"])
            #expect(setAside.filter { $0.hasSuffix(".jsonl") } == ["1.events.1.jsonl"])
        }
    }

    @Test func `events teach what there is`() async throws {
        try await Fixture.with { fixture in
            try await fixture.say(
                #"{"event": "buy", "distinct_id": "d", "properties": {"n": 1, "$set": {"vip": true}}}"#
            )

            let found = try await fixture.database.read { db in
                try String.fetchAll(
                    db,
                    sql: "SELECT type || ':' || name || ':' || property_type FROM property_definition ORDER BY name"
                )
            }
            #expect(found == ["event:n:Numeric", "person:vip:Boolean"])
        }
    }
}
