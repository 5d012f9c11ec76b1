/// The tables that HogQL knows; nothing else can be read.
///
/// A further domain adds its tables in a file of its own and names them here.
enum Schema {
    private static let tables: [String: Table] = {
        let all = [
            Table.events, .persons, .rawPersons, .personDistinctIDs, .rawPersonDistinctIDs, .personDistinctIDOverrides,
            .rawPersonDistinctIDOverrides, .groups, .rawGroups, .sessions, .rawSessions,
        ]
        return Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
    }()

    /// The table of that name, which may be written with the prefix `posthog.`.
    static func table(_ chain: [String]) -> Table? {
        let name = chain.count == 2 && chain[0] == "posthog" ? chain[1] : chain.joined(separator: ".")
        return tables[name]
    }

    /// For hints at a misspelt name.
    static var names: [String] { tables.keys.sorted() + ["numbers"] }
}
