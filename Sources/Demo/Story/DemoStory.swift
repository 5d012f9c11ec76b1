internal import JSON

/// Ninety days in the life of a made-up product: a site, people who try it, companies that work with it and pay.
///
/// The same seed and the same `now` tell the same story to the byte. The last day is today, up to `now`.
///
///     var story = DemoStory(now: microsecondsSince1970)
///     while let lines = story.nextDay() { … }     // events, for `hoglet import --events`
///     let people = story.persons()                // persons, for `hoglet import --persons`
public struct DemoStory: Sendable {
    /// How many days are told.
    public static let days = 90

    let now: Moment
    let start: Moment
    var random: RandomSource
    /// The day that is told next, from 0.
    private(set) var day = 0
    var companies: [Company] = []
    var members: [Member] = []
    /// Who will come back to the site, by day.
    var returning: [Int: [Visitor]] = [:]
    /// What has happened on the day that is being told.
    var events: [CapturedEvent] = []

    /// Makes a story that ends at `now`, in microseconds since 1970.
    public init(now microseconds: Int64, seed: UInt64 = 1) {
        now = Moment(microseconds: microseconds)
        start = now.startOfDay.after(days: 1 - Self.days)
        random = RandomSource(seed: seed)
        foundCompanies(38)
    }

    /// The next day's events as JSON lines in the order of time; nil after the last day.
    public mutating func nextDay() -> [UInt8]? {
        guard day < Self.days else { return nil }
        events.removeAll(keepingCapacity: true)
        if day == 0 { introduceCompanies() }
        welcomeVisitors()
        putMembersToWork()
        settleBills()
        day += 1
        return lines()
    }

    /// Everybody who has an account by now, as JSON lines; to be asked for when all days have been told.
    public func persons() -> [UInt8] {
        var output: [UInt8] = []
        for member in members where member.signedUp <= now {
            member.writeLine(of: companies[member.company], to: &output)
        }
        return output
    }

    private mutating func lines() -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(events.count * 900)
        for event in events.sorted(by: { $0.timestamp < $1.timestamp }) where event.timestamp <= now {
            event.writeLine(uuid: random.uuid(at: event.timestamp), to: &output)
        }
        return output
    }

    // MARK: - Time

    /// A moment of today at that hour somewhere on earth.
    func moment(atLocalHour hour: Int, in place: Place, _ random: inout RandomSource) -> Moment {
        let hourInUTC = (hour - place.hoursAhead + 24) % 24
        return moment(atHour: hourInUTC, &random)
    }

    func moment(atHour hour: Int, _ random: inout RandomSource) -> Moment {
        start.after(days: day).after(seconds: Double(hour) * 3_600 + random.unit() * 3_600)
    }

    var isWeekend: Bool { [0, 6].contains(start.after(days: day).weekday) }
}
