internal import JSON

/// The product's own address, where members work.
enum App {
    static let host = "app.fernwood.example"
}

extension DemoStory {
    private static let launchWeek = 40..<47
    private static let hours = Weighted<Int>(
        (7, 3),
        (8, 6),
        (9, 8),
        (10, 9),
        (11, 8),
        (12, 7),
        (13, 7),
        (14, 8),
        (15, 8),
        (16, 7),
        (17, 6),
        (18, 5),
        (19, 5),
        (20, 6),
        (21, 5),
        (22, 3),
        (23, 1),
        (1, 1)
    )
    private static let weekdays = [0.55, 1.06, 1.15, 1.12, 1.06, 0.92, 0.48]

    /// Everybody who comes to the site today: more from week to week, fewer at weekends, many in launch week.
    mutating func welcomeVisitors() {
        let isLaunchWeek = Self.launchWeek.contains(day)
        let trend = (68 + 0.9 * Double(day)) * Self.weekdays[start.after(days: day).weekday]
        let origins = isLaunchWeek ? Origin.launchWeek : Origin.usual
        for _ in 0..<random.count(around: isLaunchWeek ? trend * 1.9 : trend) {
            var own = random.fork()
            let origin = origins.draw(&own)
            let device = Device.anywhere.draw(&own)
            let visitor = newVisitor(with: device, from: origin, at: start.after(days: day), &own)
            visitSite(visitor, from: origin, hasBeenHere: false, own)
        }
        for visitor in returning.removeValue(forKey: day) ?? [] {
            visitSite(visitor, from: .direct, hasBeenHere: true, random.fork())
        }
    }

    private mutating func visitSite(_ visitor: Visitor, from origin: Origin, hasBeenHere: Bool, _ own: RandomSource) {
        var own = own
        let time = moment(atLocalHour: Self.hours.draw(&own), in: visitor.place, &own)
        var visit = Visit(of: visitor, from: origin, at: time, random: own.fork())
        visit.open(Site.landing.draw(&own), on: Site.host)
        for _ in 0..<own.count(around: hasBeenHere ? 2.2 : 1.2) {
            visit.wait(mean: 22)
            if own.chance(0.45) { visit.click(Site.buttons.draw(&own)) }
            visit.open(Site.next.draw(&own), on: Site.host)
        }
        if own.chance(hasBeenHere ? 0.16 : 0.045) {
            signUp(visitor, in: &visit, &own)
        } else if own.chance(0.22) {
            returning[day + own.whole(in: 1...9), default: []].append(visitor)
        }
        visit.end()
        events += visit.events
    }

    // MARK: - Sign-up

    private mutating func signUp(_ visitor: Visitor, in visit: inout Visit, _ own: inout RandomSource) {
        visit.open("/signup", on: Site.host)
        visit.capture("signup_started")
        visit.wait(mean: 40)
        guard own.chance(0.7) else { return }

        let isInvited = own.chance(0.3)
        let company = isInvited ? own.whole(in: 0...(companies.count - 1)) : newCompany(at: visit.clock)
        let member = addMember(to: company, at: visitor, signedUp: visit.clock, &own)
        if !isInvited { companies[company].trialEnds = day + 14 }

        visit.click(Button("Create account", id: "signup-create"))
        visit.identify(as: members[member], of: companies[company])
        let method = own.element(of: ["google", "google", "email", "email", "email", "github"])
        visit.capture("signed_up", ["method": .string(method), "is_invited": .bool(isInvited)])
        if !isInvited { visit.capture("trial_started", ["plan": "team", "trial_days": 14]) }
        members[member].hasActivated = onboard(in: &visit, &own)
        if !members[member].hasActivated { members[member].habit *= 0.12 }
    }

    /// The steps after sign-up; true when the newcomer got as far as having work in the product.
    private func onboard(in visit: inout Visit, _ own: inout RandomSource) -> Bool {
        visit.open("/onboarding", on: App.host)
        for (index, step) in ["profile", "workspace", "invite-team", "first-project"].enumerated() {
            guard own.chance(0.86) else { return false }
            visit.wait(mean: 25)
            visit.capture(
                "onboarding_step_completed",
                ["step": .number(JSONNumber(index + 1)), "step_name": .string(step)]
            )
        }
        visit.use(.projectCreated)
        for _ in 0..<own.whole(in: 2...5) { visit.use(.taskCreated) }
        if own.chance(0.35) { visit.use(.teammateInvited) }
        return true
    }
}
