import Definitions
import GRDB
import JSON
import Storage

/// A store on a database in memory that has the projects 1 and 2.
struct Fixture {
    static let moment = Timestamp(microseconds: 1_700_000_000_000_000)

    let database: DatabaseQueue
    let store: DefinitionStore
    let variables: InsightVariableStore

    init(snapshotLifetime: Duration = .seconds(60), maximumNames: Int = 100) throws {
        database = try Database.inMemory()
        try database.write { db in
            try OrganizationRecord(id: "o", name: "O", slug: "o", createdAt: Self.moment).insert(db)
            for number in 1...2 {
                var project = ProjectRecord(
                    uuid: "u\(number)",
                    organizationID: "o",
                    name: "P",
                    token: "phc_\(number)",
                    timezone: "UTC",
                    weekStartDay: 0,
                    testAccountFilters: JSONColumn([]),
                    createdAt: Self.moment,
                    updatedAt: Self.moment
                )
                try project.insert(db)
            }
        }
        store = DefinitionStore(
            database,
            clock: .pinned(Self.moment),
            snapshotLifetime: snapshotLifetime,
            maximumNames: maximumNames
        )
        variables = InsightVariableStore(database, clock: .pinned(Self.moment), lookupLifetime: snapshotLifetime)
    }

    /// The same database as another process sees it.
    func beside() -> DefinitionStore {
        DefinitionStore(database, clock: .pinned(Self.moment), snapshotLifetime: .zero)
    }

    /// Learns one value of one property in project 1.
    func learn(_ name: String, _ value: JSONValue, of owner: PropertyOwner = .event) async throws {
        var data = ObservedData()
        data.note(property: name, of: owner, value: value)
        try await store.learn([1: data])
    }

    /// The definitions of a kind in project 1.
    func definitions(_ kind: PropertyDefinitionFilter.Kind = .event) async throws -> [PropertyDefinition] {
        try await store.properties(PropertyDefinitionFilter(kind: kind), inProject: 1, limit: 1000, offset: 0)
            .definitions
    }
}
