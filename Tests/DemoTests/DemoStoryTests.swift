import JSON
import Testing

@testable import Demo

/// Noon of 1 March 2026 in UTC.
private let noon: Int64 = 1_772_366_400_000_000

/// Tells the first `days` days and gives the events' lines, parsed.
private func events(of days: Int, seed: UInt64 = 1) throws -> [JSONValue] {
    var story = DemoStory(now: noon, seed: seed)
    var lines: [JSONValue] = []
    for _ in 0..<days {
        for line in (story.nextDay() ?? []).split(separator: UInt8(ascii: "\n")) {
            lines.append(try JSONValue(parsing: Array(line)))
        }
    }
    return lines
}

@Test func `a story ends now and begins ninety days earlier`() throws {
    var story = DemoStory(now: noon)
    var count = 0
    var last: [UInt8] = []
    var first: [UInt8]?
    while let lines = story.nextDay() {
        count += lines.count { $0 == UInt8(ascii: "\n") }
        last = lines
        if first == nil { first = lines }
    }

    #expect(count >= 200_000)
    let begin = try #require(first?.split(separator: UInt8(ascii: "\n")).first)
    let end = try #require(last.split(separator: UInt8(ascii: "\n")).last)
    #expect(try JSONValue(parsing: Array(begin))["timestamp"]?.stringValue?.hasPrefix("2025-12-02T00:") == true)
    #expect(try JSONValue(parsing: Array(end))["timestamp"]?.stringValue?.hasPrefix("2026-03-01T11:") == true)
    #expect(story.persons().count { $0 == UInt8(ascii: "\n") } > 500)
}

@Test func `the same seed tells the same story and another seed another`() throws {
    #expect(try events(of: 2) == events(of: 2))
    #expect(try events(of: 2) != events(of: 2, seed: 2))
}

@Test func `every event has an id of its own and what an import wants`() throws {
    let events = try events(of: 3)

    #expect(Set(events.compactMap { $0["uuid"]?.stringValue }).count == events.count)
    for key in ["event", "timestamp", "distinct_id", "properties"] {
        #expect(events.allSatisfy { $0[key] != nil }, "\(key)")
    }
}

@Test func `a member's first steps are known before and after the sign-up`() throws {
    let events = try events(of: 4)
    let identification = try #require(events.first { $0["event"] == "$identify" })
    let anonymous = try #require(identification["properties"]?["$anon_distinct_id"])

    #expect(events.contains { $0["distinct_id"] == anonymous && $0["event"] == "$pageview" })
    #expect(events.contains { $0["distinct_id"] == identification["distinct_id"] && $0["event"] == "signed_up" })
}

@Test(arguments: [(Int64(0), "1970-01-01T00:00:00.000Z", 4), (951_782_400_123_000, "2000-02-29T00:00:00.123Z", 2)])
func `a moment knows its text and weekday`(microseconds: Int64, text: String, weekday: Int) {
    let moment = Moment(microseconds: microseconds)

    #expect(moment.text == text)
    #expect(moment.weekday == weekday)
}
