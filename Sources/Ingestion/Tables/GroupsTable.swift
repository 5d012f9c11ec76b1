extension EngineTable {
    /// Groups that were identified, as they are now.
    static let groups = EngineTable(
        name: "groups",
        family: .replacing(version: "version"),
        columns: [
            "team_id Int64",
            "group_type_index UInt8",
            "group_key String",
            "group_properties JSON(max_dynamic_paths = 256)",
            "created_at DateTime64(6, 'UTC')",
            "updated_at DateTime64(6, 'UTC')",
            "version UInt64",
        ],
        order: "team_id, group_type_index, group_key"
    )
}
