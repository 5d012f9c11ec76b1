import Storage
import Testing

struct TimestampTests {
    @Test(arguments: [
        ("2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z"),
        ("2026-03-01T10:00:00+00:00", "2026-03-01T10:00:00Z"),
        ("2026-03-01T10:00:00-05:30", "2026-03-01T15:30:00Z"),
        ("2026-03-01T10:00:00+0200", "2026-03-01T08:00:00Z"),
        ("2026-03-01T10:00:00 +02", "2026-03-01T08:00:00Z"),
        ("2026-03-01T10:00", "2026-03-01T10:00:00Z"),
        ("2026-03-01 10:00:00", "2026-03-01T10:00:00Z"),
        ("2026-03-01", "2026-03-01T00:00:00Z"),
        ("2026-03-01T10:00:00.1Z", "2026-03-01T10:00:00.100000Z"),
        ("2026-03-01T10:00:00.123456789Z", "2026-03-01T10:00:00.123456Z"),
        ("2026-03-01T10:00:00.000000Z", "2026-03-01T10:00:00Z"),
        ("2024-02-29T23:59:59.999999Z", "2024-02-29T23:59:59.999999Z"),
        ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
    ])
    func `what PostHog accepts is read and written in UTC`(text: String, written: String) throws {
        let timestamp = try #require(Timestamp(parsing: text))

        #expect(timestamp.iso8601 == written)
    }

    @Test(arguments: [
        "", "noon", "2026-13-01", "2026-02-30T00:00:00Z", "2023-02-29", "01.03.2026", "2026-03-01T25:00:00Z",
        "2026-03-01T10:60:00Z", "2026-03-01T10:00:60Z", "1700000000", "2026-03-01T", "2026-03-01T10", "2026-03-01Z",
        "2026-03-01T10:00:00.Z", "2026-03-01T10:00:00+24:00", "2026-03-01T10:00:00+1", "2026-03-01T10:00:00Zx",
        "2026-00-01", "0000-01-01", "10000-01-01", "0001-01-01T00:00:00+01:00", "2026-03-01T10:00:00+02:",
    ])
    func `anything else is refused`(text: String) {
        #expect(Timestamp(parsing: text) == nil)
    }

    @Test(arguments: [
        (Int64(0), "1970-01-01T00:00:00Z"),
        (1, "1970-01-01T00:00:00.000001Z"),
        (-1, "1969-12-31T23:59:59.999999Z"),
        (951_782_400_000_000, "2000-02-29T00:00:00Z"),
        (4_107_542_400_000_000, "2100-03-01T00:00:00Z"),
    ])
    func `microseconds since 1970 are a date and back`(microseconds: Int64, text: String) {
        let timestamp = Timestamp(microseconds: microseconds)

        #expect(timestamp.iso8601 == text)
        #expect(Timestamp(parsing: text) == timestamp)
    }

    @Test func `every day of four centuries is written and read as itself`() {
        let day = Duration.seconds(86_400)
        var timestamp = Timestamp(microseconds: -62_135_596_800_000_000)

        for _ in 0..<(4 * 36_525) {
            if Timestamp(parsing: timestamp.iso8601) != timestamp { Issue.record("\(timestamp.microseconds)") }
            timestamp = timestamp + day
        }
    }

    @Test func `durations are added and measured exactly`() {
        let start = Timestamp(microseconds: 1_700_000_000_000_001)

        #expect((start + .milliseconds(1500)).microseconds == 1_700_000_001_500_001)
        #expect((start - .seconds(1)) - start == .seconds(-1))
        #expect(start < start + .microseconds(1))
    }

    @Test func `a pinned clock stands still`() {
        let moment = Timestamp(microseconds: 42)

        let clock = Clock.pinned(moment)

        #expect(clock.now() == moment)
        #expect(clock.now() == moment)
    }
}
