extension EngineTable {
    /// Persons as they are now.
    static let persons = EngineTable(
        name: "persons",
        family: .replacing(version: "version"),
        columns: [
            "team_id Int64",
            "id UUID",
            "created_at DateTime64(6, 'UTC')",
            "properties JSON(max_dynamic_paths = 256)",
            "is_identified Bool",
            "is_deleted Bool",
            "version UInt64",
        ],
        order: "team_id, id"
    )

    /// Who owns a distinct id now.
    static let personDistinctIDs = EngineTable(
        name: "person_distinct_ids",
        family: .replacing(version: "version"),
        columns: ownership,
        order: "team_id, distinct_id"
    )

    /// Who owns a distinct id now, of those whose events may carry another person.
    static let personDistinctIDOverrides = EngineTable(
        name: "person_distinct_id_overrides",
        family: .replacing(version: "version"),
        columns: ownership,
        order: "team_id, distinct_id"
    )

    private static let ownership = [
        "team_id Int64",
        "distinct_id String",
        "person_id UUID",
        "is_deleted Bool",
        "version UInt64",
    ]
}
