public import Definitions
public import GRDB
import JSON
public import Querying
public import Storage

/// The endpoints of all projects and the rules for changing them.
///
/// Reading is answered from memory. A change is one transaction, so that parallel changes leave versions without gaps,
/// and memory follows in the order of the commits.
public struct EndpointStore: Sendable {
    let database: any DatabaseWriter
    let catalog = EndpointCatalog()
    let checker: QueryChecker
    let clock: Clock

    public init(
        _ database: any DatabaseWriter,
        queries: QueryService,
        variables: InsightVariableStore,
        clock: Clock = .system
    ) {
        self.database = database
        self.clock = clock
        checker = QueryChecker(queries: queries, variables: variables)
    }

    /// The endpoint of that name.
    ///
    /// - Throws: ``EndpointError/notFound``.
    public func endpoint(named name: String, in projectID: Int) async throws -> Endpoint {
        switch catalog.endpoint(named: name, in: projectID) {
        case .found(let endpoint): return endpoint
        case .missing: throw EndpointError.notFound
        case .unread:
            try await read(projectID)
            guard case .found(let endpoint) = catalog.endpoint(named: name, in: projectID) else {
                throw EndpointError.notFound
            }
            return endpoint
        }
    }

    /// The endpoints of a project, oldest first.
    public func endpoints(in projectID: Int) async throws -> [Endpoint] {
        if let endpoints = catalog.endpoints(in: projectID) { return endpoints }
        try await read(projectID)
        return catalog.endpoints(in: projectID) ?? []
    }

    /// Reads a project into memory; on the writer, so that no commit can come between reading and remembering.
    private func read(_ projectID: Int) async throws {
        try await database.write { [catalog] db in
            let records =
                try EndpointRecord
                .filter(EndpointRecord.Columns.projectID == projectID && EndpointRecord.Columns.deletedAt == nil)
                .fetchAll(db)
            let versions =
                try EndpointVersionRecord
                .filter(records.map(\.id).contains(EndpointVersionRecord.Columns.endpointID))
                .fetchAll(db)
            let byEndpoint = Dictionary(grouping: versions, by: \.endpointID)
            catalog.fill(records.compactMap { Endpoint($0, versions: byEndpoint[$0.id] ?? []) }, of: projectID)
        }
    }
}
