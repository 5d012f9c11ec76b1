internal import JSON

/// A customer, or a company that may become one: a group in PostHog's words.
struct Company: Sendable {
    let key: String
    let name: String
    let domain: String
    let industry: String
    let created: Moment
    var employees: Int
    /// Positions in the story's list of members; the first one is the owner and pays.
    var members: [Int] = []
    var subscription: Subscription?
    /// The day of the story on which the trial ends; nil when there is none, or no longer.
    var trialEnds: Int?

    var plan: Plan { subscription?.plan ?? .free }

    /// In cents a month.
    var monthlyRevenue: Int { subscription?.monthlyRevenue(seats: members.count) ?? 0 }

    /// What PostHog knows about the group.
    var groupProperties: JSONObject {
        [
            "name": .string(name),
            "domain": .string(domain),
            "industry": .string(industry),
            "employees": .number(JSONNumber(employees)),
            "plan": .string(plan.rawValue),
            "seats": .number(JSONNumber(members.count)),
            "mrr": JSONValue(Double(monthlyRevenue) / 100),
        ]
    }

    static func made(number: Int, created: Moment, _ random: inout RandomSource) -> Company {
        let first = random.element(of: Names.companyFirst)
        let second = random.element(of: Names.companySecond)
        return Company(
            key: "company_\(number)",
            name: "\(first) \(second)",
            domain: "\(first.lowercased())\(second.lowercased()).example",
            industry: random.element(of: Names.industries),
            created: created,
            employees: 3 + Int(random.skewed(mean: 60))
        )
    }
}
