public import Access
public import Definitions
public import Endpoints
public import Ingestion
public import Querying
public import Storage

/// What the routes stand on.
///
/// The command line makes it; nothing here is made by the server itself.
public struct APIServices: Sendable {
    public let access: AccessControl
    public let definitions: DefinitionStore
    public let variables: InsightVariableStore
    public let queries: QueryService
    public let endpoints: EndpointStore
    public let runs: EndpointRuns
    public let events: EventPipeline
    public let clock: Clock

    public init(
        access: AccessControl,
        definitions: DefinitionStore,
        variables: InsightVariableStore,
        queries: QueryService,
        endpoints: EndpointStore,
        runs: EndpointRuns,
        events: EventPipeline,
        clock: Clock = .system
    ) {
        self.access = access
        self.definitions = definitions
        self.variables = variables
        self.queries = queries
        self.endpoints = endpoints
        self.runs = runs
        self.events = events
        self.clock = clock
    }
}
