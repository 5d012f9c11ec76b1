internal import JSON

/// One session in a browser: a clock that moves on, and the events that the client library captures on the way.
struct Visit {
    private(set) var events: [CapturedEvent] = []
    private(set) var clock: Moment
    var random: RandomSource

    private let browser: SharedProperties
    private var shared: SharedProperties
    private var distinctID: String
    private var page: Page?

    private struct Page {
        let host: String
        let path: String
        let opened: Moment
    }

    /// A visit of somebody unknown.
    init(of visitor: Visitor, from origin: Origin = .direct, at start: Moment, random: RandomSource) {
        var random = random
        let session = random.uuid(at: start)
        let window = random.uuid(at: start)
        var properties = visitor.properties(session: session, window: window)
        properties["$referrer"] = .string(origin.referrer)
        properties["$referring_domain"] = .string(origin.domain)
        for member in origin.properties() { properties[member.key] = member.value }
        browser = SharedProperties(properties)
        shared = browser.adding(["$process_person_profile": false, "$is_identified": false])
        distinctID = visitor.anonymousID
        clock = start
        self.random = random
    }

    /// A visit of a member who is still logged in.
    init(of member: Member, in company: Company, with visitor: Visitor, at start: Moment, random: RandomSource) {
        self.init(of: visitor, at: start, random: random)
        becomes(member, of: company)
    }

    // MARK: - What happens

    mutating func open(_ path: String, on host: String) {
        leave()
        page = Page(host: host, path: path, opened: clock)
        capture("$pageview")
        wait(mean: 6)
    }

    mutating func click(_ button: Button) {
        capture(
            "$autocapture",
            ["$event_type": "click", "$el_text": .string(button.text)],
            elementsChain: button.elementsChain
        )
        wait(mean: 2)
    }

    /// Goes to the feature's page if need be, and uses it.
    mutating func use(_ feature: Feature) {
        if page?.path != feature.page { open(feature.page, on: App.host) }
        wait(mean: 25)
        if random.chance(0.4) { click(feature.button) }
        capture(feature.event, feature.properties(&random))
    }

    /// The visitor turns out to be this member: what came before and what follows belongs to one person.
    mutating func identify(as member: Member, of company: Company) {
        let anonymousID = distinctID
        becomes(member, of: company)
        var facts = member.personProperties(of: company)
        // The plan changes later, and what an identification sets must not undo that when it is read again.
        facts["plan"] = nil
        capture("$identify", ["$anon_distinct_id": .string(anonymousID), "$set": .object(facts)])
        capture("$groupidentify", company.groupIdentification)
    }

    mutating func capture(_ name: String, _ properties: JSONObject = [:], elementsChain: String? = nil) {
        var properties = properties
        if let page {
            properties["$current_url"] = .string("https://\(page.host)\(page.path)")
            properties["$host"] = .string(page.host)
            properties["$pathname"] = .string(page.path)
        }
        events.append(
            CapturedEvent(
                name: name,
                timestamp: clock,
                distinctID: distinctID,
                properties: properties,
                shared: shared,
                elementsChain: elementsChain
            )
        )
        wait(mean: 0.4)
    }

    mutating func wait(mean seconds: Double) {
        clock = clock.after(seconds: 0.05 + random.skewed(mean: seconds))
    }

    mutating func end() {
        wait(mean: 15)
        leave()
    }

    // MARK: -

    private mutating func leave() {
        guard let page else { return }
        let seconds = Double(clock.microseconds - page.opened.microseconds) / 1_000_000
        capture(
            "$pageleave",
            [
                "$prev_pageview_pathname": .string(page.path),
                "$prev_pageview_duration": JSONValue((seconds * 1_000).rounded() / 1_000),
                "$prev_pageview_max_scroll_percentage": JSONValue((random.unit() * 100).rounded() / 100),
            ]
        )
        self.page = nil
    }

    private mutating func becomes(_ member: Member, of company: Company) {
        distinctID = member.id
        shared = browser.adding([
            "$user_id": .string(member.id), "$is_identified": true, "$groups": company.asGroup,
        ])
    }
}
