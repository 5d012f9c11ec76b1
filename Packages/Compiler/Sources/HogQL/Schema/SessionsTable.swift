import ClickHouse

extension Table {
    /// Sessions, put together from the events that have their id.
    static let sessions = Table("sessions", sessionStorage, sessionFields)

    static let rawSessions = Table("raw_sessions", sessionStorage, sessionFields)

    private static let sessionStorage = Storage(name: "events", keyColumn: "$session_id", isGrouped: true)

    private static let sessionFields: [TableField] =
        [
            .column("session_id", .string, as: "$session_id"),
            .expression("distinct_id", call("argMin", field("event_distinct_id"), field("timestamp"))),
            .expression("$start_timestamp", start),
            .expression("$end_timestamp", end),
        ] + entryFields + endFields("$end_") + endFields("$exit_") + counts + eventFields

    // MARK: - Where it began and ended

    private static let entryFields: [TableField] =
        [
            .expression("$entry_current_url", entry("$current_url")),
            .expression("$entry_pathname", call("path", entry("$current_url"))),
            .expression("$entry_hostname", call("domain", entry("$current_url"))),
            .expression("$entry_referring_domain", entry("$referring_domain")),
        ]
        + ["source", "medium", "campaign", "term", "content"].map { parameter in
            .expression("$entry_utm_\(parameter)", entry("utm_\(parameter)"))
        }

    private static func endFields(_ prefix: String) -> [TableField] {
        let url = page("argMaxIf", "$current_url")
        return [
            .expression("\(prefix)current_url", url),
            .expression("\(prefix)pathname", call("path", url)),
            .expression("\(prefix)hostname", call("domain", url)),
        ]
    }

    /// A property of the first page of the session.
    private static func entry(_ property: String) -> Expression { page("argMinIf", property) }

    /// Only what shows a page tells where somebody was.
    private static func page(_ aggregation: String, _ property: String) -> Expression {
        let value = call(aggregation, field("properties", property), field("timestamp"), isPage)
        return call("ifNull", value, text(""))
    }

    private static let isPage = Expression.comparison(
        Comparison(.in, field("event"), .tuple(Elements([text("$pageview"), text("$screen")])))
    )

    // MARK: - How much there was

    private static let counts: [TableField] = [
        .expression("$num_uniq_urls", call("uniqExactIf", field("properties", "$current_url"), isPage)),
        .expression("$pageview_count", count(of: "$pageview")),
        .expression("$autocapture_count", count(of: "$autocapture")),
        .expression("$screen_count", count(of: "$screen")),
        .expression("$session_duration", duration),
        .expression("$is_bounce", call("toBool", isBounce)),
    ]

    private static let start = call("min", field("timestamp"))
    private static let end = call("max", field("timestamp"))
    private static let duration = call("dateDiff", text("second"), start, end)

    /// One page seen, nothing clicked, and gone within ten seconds.
    private static let isBounce = Expression.and(
        Logical([
            .comparison(Comparison(.equal, count(of: "$pageview"), number(1))),
            .comparison(Comparison(.equal, count(of: "$autocapture"), number(0))),
            .comparison(Comparison(.less, duration, number(10))),
        ])
    )

    private static func count(of event: String) -> Expression {
        call("countIf", .comparison(Comparison(.equal, field("event"), text(event))))
    }

    // MARK: - The events

    private static let eventFields: [TableField] = [
        .hidden("id", .string, as: "$session_id"),
        .expression("team_id", call("any", field("event_team_id"))).hidden,
        .hidden("event_team_id", .int(bits: 64), as: "team_id").internal,
        .hidden("event", .string).internal,
        .hidden("event_distinct_id", .string, as: "distinct_id").internal,
        .hidden("timestamp", .dateTime64(precision: 6, timezone: "UTC")).internal,
        .properties(column: "properties", of: .event).internal,
    ]

    private static func call(_ name: String, _ arguments: Expression...) -> Expression { .call(Call(name, arguments)) }
    private static func field(_ chain: String...) -> Expression { .field(Field(chain)) }
    private static func text(_ value: String) -> Expression { .constant(Constant(.string(value))) }
    private static func number(_ value: Int64) -> Expression { .constant(Constant(.integer(value))) }
}
