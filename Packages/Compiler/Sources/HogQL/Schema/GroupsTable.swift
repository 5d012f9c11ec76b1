import ClickHouse

extension Table {
    /// The groups of all types as they are now.
    static let groups = Table("groups", groupStorage, groupFields)

    static let rawGroups = Table("raw_groups", groupStorage, groupFields)

    private static let groupStorage = Storage(name: "groups", isVersioned: true, keyColumn: "group_key")

    private static let groupFields: [TableField] = [
        .column("index", .uint(bits: 8), as: "group_type_index"),
        .column("key", .string, as: "group_key"),
        .column("created_at", .dateTime64(precision: 6, timezone: "UTC")),
        .column("updated_at", .dateTime64(precision: 6, timezone: "UTC")),
        .properties(column: "group_properties", of: .group(nil)),
        .hidden("team_id", .int(bits: 64)),
    ]
}
