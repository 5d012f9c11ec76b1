internal import JSON

/// How a visitor came to the site.
struct Origin: Sendable {
    let referrer: String
    let domain: String
    let campaign: Campaign?

    /// The `utm_` values of a link.
    struct Campaign: Sendable {
        let source: String
        let medium: String
        let name: String
    }

    static let direct = Origin("$direct", "$direct")

    static let usual = Weighted<Origin>(
        (direct, 30),
        (Origin("https://www.google.com/", "www.google.com"), 27),
        (Origin("https://www.google.com/", "www.google.com", Campaign("google", "cpc", "brand")), 9),
        (Origin("https://www.google.com/", "www.google.com", Campaign("google", "cpc", "project-planning")), 7),
        (Origin("https://duckduckgo.com/", "duckduckgo.com"), 4),
        (Origin("https://www.linkedin.com/", "www.linkedin.com", Campaign("linkedin", "social", "teams")), 6),
        (Origin("https://www.reddit.com/", "www.reddit.com"), 4),
        (Origin("https://news.ycombinator.com/", "news.ycombinator.com"), 3),
        (Origin("https://github.com/", "github.com"), 3),
        (Origin("$direct", "$direct", Campaign("newsletter", "email", "monthly-digest")), 5),
        (Origin("https://www.youtube.com/", "www.youtube.com", Campaign("youtube", "video", "tutorials")), 2)
    )

    /// During the week in which the product was on everybody's front page.
    static let launchWeek = Weighted<Origin>(
        (
            Origin(
                "https://www.producthunt.com/",
                "www.producthunt.com",
                Campaign("producthunt", "social", "launch-week")
            ), 40
        ),
        (
            Origin(
                "https://news.ycombinator.com/",
                "news.ycombinator.com",
                Campaign("hackernews", "social", "launch-week")
            ), 25
        ),
        (Origin("https://t.co/", "t.co", Campaign("twitter", "social", "launch-week")), 20),
        (direct, 15)
    )

    init(_ referrer: String, _ domain: String, _ campaign: Campaign? = nil) {
        self.referrer = referrer
        self.domain = domain
        self.campaign = campaign
    }

    /// As properties of an event, each name with `prefix` before it.
    func properties(prefix: String = "") -> JSONObject {
        var properties: JSONObject = [:]
        if let campaign {
            properties["\(prefix)utm_source"] = .string(campaign.source)
            properties["\(prefix)utm_medium"] = .string(campaign.medium)
            properties["\(prefix)utm_campaign"] = .string(campaign.name)
        }
        return properties
    }
}

extension Origin.Campaign {
    init(_ source: String, _ medium: String, _ name: String) {
        self.init(source: source, medium: medium, name: name)
    }
}
