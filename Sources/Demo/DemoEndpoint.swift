/// An endpoint that the demo project has from the start.
public struct DemoEndpoint: Sendable {
    /// A value that a run may set.
    public struct Variable: Sendable {
        public let name: String
        /// As `insight_variables` spells it: `String`, `Number`, `Boolean`, `List` or `Date`.
        public let type: String
        public let defaultValue: String
    }

    public let name: String
    public let description: String
    public let query: String
    public let variables: [Variable]

    /// The demo project's endpoints, the simplest first.
    public static let all = [weeklyActiveUsers, revenueByPlan, topPages]

    static let weeklyActiveUsers = DemoEndpoint(
        name: "weekly_active_users",
        description: "How many people worked with the product, week by week.",
        query: """
            SELECT toStartOfWeek(timestamp) AS week, uniq(person_id) AS people, count() AS actions
            FROM events
            WHERE event IN ('task_created', 'task_completed', 'comment_added', 'report_viewed', 'project_created')
            GROUP BY week
            ORDER BY week
            """,
        variables: []
    )

    static let revenueByPlan = DemoEndpoint(
        name: "revenue_by_plan",
        description: "Invoices paid and their sum for each plan, for customers of one billing interval.",
        query: """
            SELECT properties.plan AS plan, count() AS invoices, round(sum(toFloat(properties.amount)), 2) AS revenue
            FROM events
            WHERE event = 'invoice_paid' AND properties.interval = {variables.billing_interval}
            GROUP BY plan
            ORDER BY revenue DESC
            """,
        variables: [Variable(name: "billing_interval", type: "String", defaultValue: "month")]
    )

    static let topPages = DemoEndpoint(
        name: "top_pages",
        description: "The most viewed pages of the last 30 days for visitors from one country.",
        query: """
            SELECT properties.$host AS host, properties.$pathname AS page, count() AS views, uniq(person_id) AS visitors
            FROM events
            WHERE event = '$pageview'
                AND timestamp >= now() - interval 30 day
                AND properties.$geoip_country_code = {variables.country}
            GROUP BY host, page
            ORDER BY views DESC
            LIMIT 20
            """,
        variables: [Variable(name: "country", type: "String", defaultValue: "US")]
    )
}
