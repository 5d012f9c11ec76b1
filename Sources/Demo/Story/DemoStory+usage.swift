extension DemoStory {
    /// The day on which summaries appear in the product.
    private static let summaryLaunch = 52
    private static let hours = Weighted<Int>(
        (7, 2),
        (8, 8),
        (9, 15),
        (10, 14),
        (11, 11),
        (12, 5),
        (13, 9),
        (14, 12),
        (15, 11),
        (16, 8),
        (17, 4),
        (19, 1),
        (21, 1)
    )

    /// Lets the members who work today do so; some lose the habit, for good.
    mutating func putMembersToWork() {
        let today = start.after(days: day)
        for index in members.indices where members[index].signedUp < today {
            if random.chance(0.0025) { members[index].habit *= 0.05 }
            let habit = members[index].habit * (isWeekend ? 0.14 : 1)
            var visits = random.chance(habit) ? 1 : 0
            if visits > 0, random.chance(0.3) { visits += 1 }
            for _ in 0..<visits { work(members[index], random.fork()) }
        }
    }

    private mutating func work(_ member: Member, _ own: RandomSource) {
        var own = own
        let browser = own.chance(0.3) ? member.pocket ?? member.desk : member.desk
        let time = moment(atLocalHour: Self.hours.draw(&own), in: browser.place, &own)
        var visit = Visit(of: member, in: companies[member.company], with: browser, at: time, random: own.fork())
        visit.open("/home", on: App.host)
        for _ in 0..<(1 + own.count(around: 2.6)) {
            visit.use(own.chance(shareOfSummaries) ? .summary : Feature.everyday.draw(&own))
        }
        visit.end()
        events += visit.events
    }

    /// Nothing before the launch, then more from day to day.
    private var shareOfSummaries: Double {
        day < Self.summaryLaunch ? 0 : min(0.12, 0.02 + 0.004 * Double(day - Self.summaryLaunch))
    }
}
