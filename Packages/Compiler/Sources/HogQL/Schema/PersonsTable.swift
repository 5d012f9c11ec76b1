import ClickHouse

extension Table {
    /// The persons as they are now.
    static let persons = Table("persons", personStorage, personFields)

    static let rawPersons = Table("raw_persons", personStorage, personFields)

    private static let personStorage = Storage(
        name: "persons",
        isVersioned: true,
        deletionMarker: "is_deleted",
        keyColumn: "id"
    )

    private static let personFields: [TableField] = [
        .column("id", .uuid),
        .column("created_at", .dateTime64(precision: 6, timezone: "UTC")),
        .properties(column: "properties", of: .person),
        .column("is_identified", .bool),
        .hidden("team_id", .int(bits: 64)),
        .join("pdi", LazyJoin(table: "person_distinct_ids", from: "id", to: "person_id")),
    ]
}
