import ClickHouse

/// A table of the engine, as its versions create it.
///
/// Columns, key and engine are kept apart so that a cluster can get the same tables replicated: only
/// ``EngineTable/Family`` and the place `ON CLUSTER` differ there.
struct EngineTable: Sendable {
    /// Which rows of one key survive.
    enum Family: Sendable {
        /// All of them.
        case plain
        /// The one with the highest value in that column.
        case replacing(version: String)
    }

    var name: String
    var family: Family
    /// Name and type of each column, and what else its line says.
    var columns: [String]
    var partition: String?
    var order: String

    /// Remembers the last insertions by their tokens, so that one that is repeated after a crash adds nothing.
    private static let settings = [
        "non_replicated_deduplication_window = 1000",
        // An event may be forgotten by the log once it is here, so it has to be on the disk here.
        "fsync_after_insert = 1",
        "fsync_part_directory = 1",
    ]

    /// The statement that creates the table unless it is there.
    var creation: ClickHouseSQL {
        var sql = ClickHouseSQL()
        sql.append(text: "CREATE TABLE IF NOT EXISTS ")
        sql.append(identifier: name)
        sql.append(text: " (\n    \(columns.joined(separator: ",\n    "))\n)\n")
        sql.append(text: "ENGINE = \(engine)\n")
        if let partition { sql.append(text: "PARTITION BY \(partition)\n") }
        sql.append(text: "ORDER BY (\(order))\n")
        sql.append(text: "SETTINGS \(Self.settings.joined(separator: ", "))")
        return sql
    }

    private var engine: String {
        switch family {
        case .plain: "MergeTree"
        case .replacing(let version): "ReplacingMergeTree(\(version))"
        }
    }
}
