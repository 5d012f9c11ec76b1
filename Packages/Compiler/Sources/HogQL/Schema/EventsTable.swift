import ClickHouse

extension Table {
    /// What happened, one row an event.
    static let events = Table(
        "events",
        Storage(name: "events", keyColumn: "event"),
        [
            .column("uuid", .uuid),
            .column("event", .string),
            .properties(column: "properties", of: .event),
            .column("timestamp", .dateTime64(precision: 6, timezone: "UTC")),
            .column("distinct_id", .string),
            .column("elements_chain", .string),
            .column("created_at", .dateTime64(precision: 6, timezone: "UTC")),
            .column("$session_id", .string),
            .column("$window_id", .string),
            .column("person_mode", .string),
            .expression("person_id", personOfEvent),
            .column("$group_0", .string),
            .column("$group_1", .string),
            .column("$group_2", .string),
            .column("$group_3", .string),
            .column("$group_4", .string),
            .column("elements_chain_href", .string),
            .column("elements_chain_texts", .array(.string)),
            .column("elements_chain_ids", .array(.string)),
            .hidden("team_id", .int(bits: 64)),
            .hidden("event_person_id", .uuid, as: "person_id"),
            .group("person", personFields),
            .group("poe", personFields),
            .join("session", LazyJoin(table: "sessions", from: "$session_id", to: "session_id")),
            .join("pdi", LazyJoin(table: "person_distinct_ids", from: "distinct_id", to: "distinct_id")),
            .join("override", LazyJoin(table: "person_distinct_id_overrides", from: "distinct_id", to: "distinct_id")),
        ]
            + (0..<5).map { index in
                .join(
                    "group_\(index)",
                    LazyJoin(table: "groups", from: "$group_\(index)", to: "key", fixed: ("index", index))
                )
            }
    )

    /// The person of the event today: a merge moves a distinct id to another person after events were stored.
    private static let personOfEvent = Expression.call(
        Call(
            "if",
            [
                .call(Call("empty", [.field(Field(["override", "distinct_id"]))])),
                .field(Field(["event_person_id"])),
                .field(Field(["override", "person_id"])),
            ]
        )
    )

    /// The person as the event saw them.
    private static let personFields: [TableField] = [
        .expression("id", personOfEvent),
        .column("created_at", .dateTime64(precision: 6, timezone: "UTC"), as: "person_created_at"),
        .properties(column: "person_properties", of: .person),
    ]
}
