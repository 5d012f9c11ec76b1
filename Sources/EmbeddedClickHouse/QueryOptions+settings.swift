internal import ClickHouse

extension QueryOptions {
    /// The ClickHouse settings that these options stand for.
    var engineSettings: [(name: String, value: String)] {
        var list: [(name: String, value: String)] = []
        if let maximumDuration {
            let (seconds, attoseconds) = maximumDuration.components
            let milliseconds = max(1, seconds * 1000 + attoseconds / 1_000_000_000_000_000)
            let fraction = String(milliseconds % 1000 + 1000).dropFirst()
            list.append(("max_execution_time", "\(milliseconds / 1000).\(fraction)"))
        }
        if let maximumMemory { list.append(("max_memory_usage", "\(maximumMemory)")) }
        if let maximumRowsRead { list.append(("max_rows_to_read", "\(maximumRowsRead)")) }
        if let maximumThreads { list.append(("max_threads", "\(maximumThreads)")) }
        if isReadOnly { list.append(("readonly", "1")) }
        return list + otherSettings
    }

    /// Those of ``engineSettings`` that were given by their names, in a fixed order.
    var otherSettings: [(name: String, value: String)] {
        settings.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

/// ClickHouse's way to write settings: `name = 'value', …`.
enum SettingsList {
    static func text(_ settings: [(name: String, value: String)]) -> String {
        settings.map { "\(ClickHouseSQL.quoted($0.name)) = \(ClickHouseValue.string($0.value).literal)" }
            .joined(separator: ", ")
    }

    /// The clause at the end of a query, empty when there is nothing to set.
    static func clause(_ settings: [(name: String, value: String)]) -> String {
        settings.isEmpty ? "" : "\nSETTINGS " + text(settings)
    }
}
