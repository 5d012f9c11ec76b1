/// The pages of the made-up product's public site.
enum Site {
    static let host = "www.fernwood.example"

    static let landing = Weighted<String>(
        ("/", 46),
        ("/pricing", 9),
        ("/features", 7),
        ("/templates", 6),
        ("/blog/planning-without-meetings", 8),
        ("/blog/kanban-or-timeline", 7),
        ("/blog/estimates-that-hold", 4),
        ("/docs/getting-started", 6),
        ("/compare/spreadsheets", 5),
        ("/customers", 2)
    )

    static let next = Weighted<String>(
        ("/pricing", 26),
        ("/features", 20),
        ("/templates", 10),
        ("/customers", 8),
        ("/docs/getting-started", 9),
        ("/docs/api", 4),
        ("/security", 4),
        ("/blog", 7),
        ("/about", 4),
        ("/", 8)
    )

    static let buttons = Weighted<Button>(
        (Button("Start for free", id: "cta-start", href: "/signup"), 40),
        (Button("Watch the tour", id: "cta-tour"), 18),
        (Button("See pricing", id: "nav-pricing", href: "/pricing"), 22),
        (Button("Book a demo", id: "cta-demo", href: "/demo"), 8),
        (Button("Accept cookies", id: "cookies-accept"), 12)
    )
}

/// Something that can be clicked, as autocapture sees it.
struct Button: Sendable {
    let text: String
    let id: String
    let href: String?

    init(_ text: String, id: String, href: String? = nil) {
        self.text = text
        self.id = id
        self.href = href
    }

    /// The element and what it lies in, in PostHog's notation: tag and classes, then attributes in order.
    var elementsChain: String {
        let tag = href == nil ? "button" : "a"
        var attributes = "attr_id=\"\(id)\""
        if let href { attributes += "attr__href=\"\(href)\"href=\"\(href)\"" }
        return "\(tag).button:\(attributes)nth-child=\"1\"nth-of-type=\"1\"text=\"\(text)\";"
            + "div.actions:nth-child=\"2\"nth-of-type=\"2\";main:nth-child=\"1\"nth-of-type=\"1\""
    }
}
