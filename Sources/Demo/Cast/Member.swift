internal import JSON

/// Somebody with an account.
struct Member: Sendable {
    let id: String
    let personID: String
    let name: String
    let email: String
    let role: String
    let signedUp: Moment
    /// Position in the story's list of companies.
    let company: Int
    /// The browser at the desk, with which the member signed up, and perhaps the one in the pocket.
    let desk: Visitor
    let pocket: Visitor?
    /// How likely the member works with the product on a working day.
    var habit: Double
    var hasActivated: Bool

    var browsers: [Visitor] { [desk] + (pocket.map { [$0] } ?? []) }

    /// What PostHog knows about the person.
    func personProperties(of company: Company) -> JSONObject {
        var properties: JSONObject = [
            "email": .string(email),
            "name": .string(name),
            "role": .string(role),
            "company": .string(company.name),
            "plan": .string(company.plan.rawValue),
            "$geoip_country_code": .string(desk.place.countryCode),
            "$geoip_country_name": .string(desk.place.country),
            "$initial_referring_domain": .string(desk.origin.domain),
        ]
        for member in desk.origin.properties(prefix: "$initial_") { properties[member.key] = member.value }
        return properties
    }

    /// Appends the person as one line for `hoglet import --persons`.
    func writeLine(of company: Company, to output: inout [UInt8]) {
        let person: JSONObject = [
            "id": .string(personID),
            "distinct_ids": JSONValue([id] + browsers.map(\.anonymousID)),
            "properties": .object(personProperties(of: company)),
            "created_at": .string(signedUp.text),
        ]
        JSONValue.object(person).write(to: &output)
        output.append(UInt8(ascii: "\n"))
    }
}
