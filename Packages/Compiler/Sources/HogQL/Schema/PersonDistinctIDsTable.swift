import ClickHouse

extension Table {
    /// Whose distinct id is whose.
    static let personDistinctIDs = Table("person_distinct_ids", distinctIDStorage, distinctIDFields)

    static let rawPersonDistinctIDs = Table("raw_person_distinct_ids", distinctIDStorage, distinctIDFields)

    private static let distinctIDStorage = Storage(
        name: "person_distinct_ids",
        isVersioned: true,
        deletionMarker: "is_deleted",
        keyColumn: "distinct_id"
    )

    private static let distinctIDFields: [TableField] = [
        .column("distinct_id", .string),
        .column("person_id", .uuid),
        .hidden("team_id", .int(bits: 64)),
        .join("person", LazyJoin(table: "persons", from: "person_id", to: "id")),
    ]
}
