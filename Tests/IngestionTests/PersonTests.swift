import ClickHouse
import GRDB
import JSON
import Testing

@testable import Ingestion

struct PersonTests {
    private func event(_ name: String, _ distinctID: String, _ more: String = "") -> String {
        #"{"event": "\#(name)", "distinct_id": "\#(distinctID)"\#(more.isEmpty ? "" : ", " + more)}"#
    }

    private func identify(_ user: String, _ anonymous: String) -> String {
        event("$identify", user, #""properties": {"$anon_distinct_id": "\#(anonymous)"}"#)
    }

    /// The person of a distinct id by what the engine was told: the latest owner, and the latest state of that person.
    private func person(_ distinctID: String, _ fixture: Fixture) -> JSONObject? {
        let newest = { (rows: [JSONObject]) in
            rows.max { ($0["version"]?.integerValue ?? 0) < ($1["version"]?.integerValue ?? 0) }
        }
        let owner = newest(
            fixture.engine.rows("person_distinct_ids").filter { $0["distinct_id"] == .string(distinctID) }
        )
        let person = newest(fixture.engine.rows("persons").filter { $0["id"] == owner?["person_id"] })
        return person?["is_deleted"] == false ? person : nil
    }

    /// Who an event belongs to for a query: the override of its distinct id, or its own person.
    private func owners(_ name: String, _ fixture: Fixture) -> Set<JSONValue> {
        let overrides = fixture.engine.rows("person_distinct_id_overrides")
        return Set(
            fixture.engine.rows("events").filter { $0["event"] == .string(name) }.compactMap { event in
                overrides.filter { $0["distinct_id"] == event["distinct_id"] }
                    .max { ($0["version"]?.integerValue ?? 0) < ($1["version"]?.integerValue ?? 0) }?["person_id"]
                    ?? event["person_id"]
            }
        )
    }

    @Test(arguments: [true, false])
    func `identify makes the anonymous past the user's`(inOneBatch: Bool) async throws {
        try await Fixture.with { fixture in
            let story = [event("page", "anon"), identify("user", "anon"), event("page", "user"), event("page", "anon")]

            if inOneBatch {
                try await fixture.ingest(try story.flatMap { try fixture.capture($0) })
            } else {
                for part in story { try await fixture.say(part) }
            }

            #expect(owners("page", fixture).count == 1)
            #expect(person("anon", fixture) == person("user", fixture))
            #expect(person("user", fixture)?["is_identified"] == true)
        }
    }

    @Test func `personless events become the person's when there is one`() async throws {
        try await Fixture.with { fixture in
            let ghost = #""properties": {"$process_person_profile": false, "$set": {"a": 1}}"#

            try await fixture.say(event("page", "anon", ghost))
            #expect(fixture.engine.rows("persons").isEmpty)
            try await fixture.say(event("page", "user"), identify("user", "anon"), event("page", "anon"))

            #expect(owners("page", fixture).count == 1)
            #expect(fixture.engine.rows("person_distinct_id_overrides").map { $0["distinct_id"] } == ["anon"])
        }
    }

    @Test func `an identified person is merged only dangerously`() async throws {
        try await Fixture.with { fixture in
            try await fixture.say(
                identify("a", "anon-a"),
                identify("b", "anon-b"),
                event("page", "a"),
                event("page", "b"),
                event("$create_alias", "a", #""properties": {"alias": "b"}"#)
            )
            #expect(owners("page", fixture).count == 2)

            try await fixture.say(event("$merge_dangerously", "a", #""properties": {"alias": "b"}"#))
            #expect(owners("page", fixture).count == 1)
            #expect(person("anon-b", fixture) == person("a", fixture))
        }
    }

    @Test(arguments: ["null", "undefined", "0", "Anonymous", "[object Object]", " ", "'none'"])
    func `nobody is merged on a name that means nothing`(name: String) async throws {
        try await Fixture.with { fixture in
            try await fixture.say(event("page", name), event("page", "user"), identify("user", name))

            #expect(owners("page", fixture).count == 2)
        }
    }

    @Test func `a merged person has the properties of both, the user's being stronger`() async throws {
        try await Fixture.with { fixture in
            try await fixture.say(
                event("x", "anon", #""$set": {"plan": "trial", "utm": "mail"}"#),
                event("x", "user", #""$set": {"plan": "pro"}"#),
                identify("user", "anon")
            )

            #expect(person("anon", fixture)?["properties"] == ["plan": "pro", "utm": "mail"])
        }
    }

    @Test func `set overwrites, set once fills, unset removes`() async throws {
        try await Fixture.with { fixture in
            try await fixture.say(
                event("x", "d", #""$set": {"a": 1, "gone": 1}, "properties": {"$set_once": {"first": 1}}"#),
                event("x", "d", #""$set": {"a": 2, "both": 1}, "$set_once": {"first": 2, "both": 2}"#),
                event("x", "d", #""properties": {"$unset": ["gone", "never"]}"#)
            )

            #expect(person("d", fixture)?["properties"] == ["a": 2, "first": 1, "both": 1])
            #expect(fixture.engine.rows("events").last?["person_properties"] == ["first": 1, "a": 2, "both": 1])
        }
    }

    @Test func `an update that changes nothing makes no new version`() async throws {
        try await Fixture.with { fixture in
            let again = event("x", "d", #""$set": {"a": 1}"#)

            try await fixture.say(again, again)

            #expect(fixture.engine.rows("persons").count == 1)
            #expect(fixture.engine.rows("events").count == 2)
        }
    }

    @Test func `a replayed segment changes nothing twice`() async throws {
        try await Fixture.with { fixture in
            let crashed = try fixture.pipeline()
            try await crashed.start()
            try await crashed.append(
                try fixture.capture(event("a", "anon"), identify("user", "anon")),
                projectID: Fixture.projectID
            )
            fixture.engine.fail(with: .unreachable(reason: "away"))
            await #expect(throws: (any Error).self) { try await fixture.ingest() }

            try await fixture.ingest()

            let versions = try await fixture.database.read { db in
                try Int.fetchAll(db, sql: "SELECT version FROM person_distinct_id ORDER BY distinct_id")
            }
            #expect(versions == [0, 0])
            #expect(fixture.engine.events("event") == ["a", "$identify"])
        }
    }

    @Test func `groups are numbered as they appear and keep what was set`() async throws {
        try await Fixture.with { fixture in
            let identifyGroup = { (type: String, values: String) in
                event(
                    "$groupidentify",
                    "d",
                    #""properties": {"$group_type": "\#(type)", "$group_key": "k", "$group_set": \#(values)}"#
                )
            }
            try await fixture.say(
                identifyGroup("company", #"{"a": 1}"#),
                identifyGroup("team", "{}"),
                identifyGroup("company", #"{"b": 2}"#),
                event("deal", "d", #""properties": {"$groups": {"team": "red", "company": "acme"}}"#)
            )

            let groups = fixture.engine.rows("groups")
            #expect(groups.map { $0["group_type_index"] } == [0, 1, 0])
            #expect(groups.last?["group_properties"] == ["a": 1, "b": 2])
            #expect(fixture.engine.rows("events").last?["$group_0"] == "acme")
            #expect(fixture.engine.rows("events").last?["$group_1"] == "red")
        }
    }
}
