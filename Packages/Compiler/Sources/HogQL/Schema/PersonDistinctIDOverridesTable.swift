import ClickHouse

extension Table {
    /// The distinct ids that went to another person after events of theirs were stored.
    static let personDistinctIDOverrides = Table("person_distinct_id_overrides", overrideStorage, overrideFields)

    static let rawPersonDistinctIDOverrides = Table("raw_person_distinct_id_overrides", overrideStorage, overrideFields)

    private static let overrideStorage = Storage(
        name: "person_distinct_id_overrides",
        isVersioned: true,
        deletionMarker: "is_deleted",
        keyColumn: "distinct_id"
    )

    private static let overrideFields: [TableField] = [
        .column("distinct_id", .string),
        .column("person_id", .uuid),
        .hidden("team_id", .int(bits: 64)),
        .join("person", LazyJoin(table: "persons", from: "person_id", to: "id")),
    ]
}
