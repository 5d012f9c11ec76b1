extension EngineTable {
    /// Every event, with its person as they were at that moment.
    static let events = EngineTable(
        name: "events",
        family: .plain,
        columns: [
            "uuid UUID",
            "team_id Int64",
            "event LowCardinality(String)",
            "distinct_id String",
            "timestamp DateTime64(6, 'UTC')",
            "created_at DateTime64(6, 'UTC')",
            "properties \(json)",
            "elements_chain String",
            "person_id UUID",
            "person_created_at DateTime64(6, 'UTC')",
            "person_properties \(json)",
            "person_mode LowCardinality(String)",
            "`$session_id` String",
            "`$window_id` String",
            "`$group_0` String",
            "`$group_1` String",
            "`$group_2` String",
            "`$group_3` String",
            "`$group_4` String",
            // What filters on clicks ask for, taken out of the chain once.
            "elements_chain_href String MATERIALIZED extract(elements_chain, '\(attribute("href"))')",
            "elements_chain_texts Array(String) MATERIALIZED \(distinct("text"))",
            "elements_chain_ids Array(String) MATERIALIZED \(distinct("attr_id"))",
        ],
        partition: "toYYYYMM(timestamp)",
        order: "team_id, toDate(timestamp), event, cityHash64(distinct_id), cityHash64(uuid)"
    )

    /// As many paths get a column of their own; the rest share one.
    private static let json = "JSON(max_dynamic_paths = 256)"

    /// An attribute of a chain: after the colon that starts the attributes, or after the quote that ends another.
    private static func attribute(_ name: String) -> String {
        #"(?::|")\#(name)="(.*?)""#
    }

    private static func distinct(_ name: String) -> String {
        "arrayDistinct(extractAll(elements_chain, '\(attribute(name))'))"
    }
}
