internal import JSON

extension DemoStory {
    private static let firstPlans = Weighted<Plan>((.free, 45), (.team, 34), (.business, 17), (.enterprise, 4))

    /// The customers that the product has when the story begins.
    mutating func foundCompanies(_ count: Int) {
        for _ in 0..<count {
            let age = random.whole(in: 20...500)
            let company = newCompany(at: start.after(days: -age).after(seconds: 36_000))
            let plan = Self.firstPlans.draw(&random)
            if plan != .free {
                let isAnnual = random.chance(plan == .team ? 0.2 : 0.5)
                let nextInvoice = random.whole(in: 0...(isAnnual ? 364 : 29))
                companies[company].subscription =
                    Subscription(plan: plan, isAnnual: isAnnual, nextInvoice: nextInvoice)
            }
            for _ in 0..<random.whole(in: plan.usualSeats) { hireMember(company, age: age) }
        }
    }

    mutating func newCompany(at moment: Moment) -> Int {
        companies.append(.made(number: companies.count + 1, created: moment, &random))
        return companies.count - 1
    }

    private mutating func hireMember(_ company: Int, age: Int) {
        var own = random.fork()
        let signedUp = companies[company].created.after(days: own.whole(in: 0...(age - 1))).after(
            seconds: own.skewed(mean: 9_000)
        )
        let desk = newVisitor(with: Device.desk.draw(&own), from: Origin.usual.draw(&own), at: signedUp, &own)
        addMember(to: company, at: desk, signedUp: signedUp, &own)
    }

    /// Opens an account and gives its position in ``members``.
    @discardableResult
    mutating func addMember(to company: Int, at desk: Visitor, signedUp: Moment, _ own: inout RandomSource) -> Int {
        let first = own.element(of: Names.first)
        let last = own.element(of: Names.last)
        let number = members.count + 1
        let phone = own.chance(0.3) ? desk.holding(Device.pocket.draw(&own), known: own.uuid(at: signedUp)) : nil
        members.append(
            Member(
                id: "user_\(number)",
                personID: own.uuid(at: signedUp),
                name: "\(first) \(last)",
                email: "\(first).\(last)\(number)@\(companies[company].domain)".lowercased(),
                role: own.element(of: Names.roles),
                signedUp: signedUp,
                company: company,
                desk: desk,
                pocket: phone,
                habit: 0.1 + 0.65 * own.unit(),
                hasActivated: true
            )
        )
        companies[company].members.append(members.count - 1)
        return members.count - 1
    }

    func newVisitor(with device: Device, from origin: Origin, at moment: Moment, _ own: inout RandomSource) -> Visitor {
        Visitor(anonymousID: own.uuid(at: moment), device: device, place: Place.all.draw(&own), origin: origin)
    }

    /// The product's server tells PostHog about the companies that were there before.
    mutating func introduceCompanies() {
        for company in companies {
            captureOnServer("$groupidentify", company.groupIdentification, for: company, at: start.after(seconds: 60))
        }
    }

    /// An event that comes from the product's server, in the name of the company's owner.
    mutating func captureOnServer(_ name: String, _ properties: JSONObject, for company: Company, at moment: Moment) {
        guard let owner = company.members.first else { return }
        events.append(
            CapturedEvent(
                name: name,
                timestamp: moment,
                distinctID: members[owner].id,
                properties: properties,
                shared: SharedProperties([
                    "$lib": "posthog-node", "$lib_version": "5.11.0", "$groups": company.asGroup,
                ])
            )
        )
    }
}

extension Company {
    /// The value of `$groups` for what happens in this company.
    var asGroup: JSONValue { .object(["company": .string(key)]) }

    /// The properties of a `$groupidentify` event.
    var groupIdentification: JSONObject {
        ["$group_type": "company", "$group_key": .string(key), "$group_set": .object(groupProperties)]
    }
}
