public import ClickHouse
public import Definitions
public import GRDB
import HogQL
import Logging
public import Storage
import Synchronization

/// The one way to an answer: cache → compile → admit → run → keep.
///
/// A cached answer costs a look-up and touches neither compiler, SQLite nor engine. Identical runs at the same moment are
/// computed once. Every step carries the project, so nothing of one project can answer another.
public final class QueryService: Sendable {
    /// Runs that can be asked about and cancelled by name.
    let registry: QueryRegistry
    public let limits: QueryLimits

    let engine: any QueryEngine
    let compiler: QueryCompiler
    let clock: Clock
    let archive: ResultsArchive
    private let cache: ResultsCache
    private let admission: Admission
    private let running = Mutex<[ResultKey: SharedRun<StoredResult>]>([:])

    public init(
        engine: any QueryEngine,
        database: any DatabaseWriter,
        definitions: DefinitionStore,
        limits: QueryLimits = QueryLimits(),
        clock: Clock = .system
    ) {
        self.engine = engine
        compiler = QueryCompiler(definitions, clock: clock)
        self.limits = limits
        self.clock = clock
        registry = QueryRegistry(clock: clock)
        cache = ResultsCache(capacity: limits.cacheBytes)
        archive = ResultsArchive(database, capacity: limits.storedCacheBytes)
        admission = Admission(limits)
    }

    /// Answers a request, from the cache if the request allows it; throws ``QueryError``.
    ///
    /// A run that can be asked about reports to its `registration`.
    public func answer(
        _ request: QueryRequest,
        registration: QueryRegistry.Registration? = nil
    ) async throws -> QueryAnswer {
        let schema = try await compiler.schemas.schema(of: request.project.id)
        let key = ResultKey(request, schemaVersion: schema.version)
        if request.refresh == .whenStale, let answer = try await cachedAnswer(request, key), isFresh(answer) {
            return answer
        }
        let result = try await compute(request, schema, key: key, registration: registration)
        return QueryAnswer(result: result, isCached: false, freshFor: request.freshFor, key: key)
    }

    /// What the cache holds for a request, however old; nil when there is nothing.
    public func cachedAnswer(to request: QueryRequest) async throws -> QueryAnswer? {
        let schema = try await compiler.schemas.schema(of: request.project.id)
        return try await cachedAnswer(request, ResultKey(request, schemaVersion: schema.version))
    }

    /// Whether an answer is still as young as its request wanted it.
    public func isFresh(_ answer: QueryAnswer) -> Bool {
        clock.now() - answer.result.computedAt < answer.freshFor
    }

    private func isFresh(_ result: StoredResult, for request: QueryRequest) -> Bool {
        clock.now() - result.computedAt < request.freshFor
    }

    private func cachedAnswer(_ request: QueryRequest, _ key: ResultKey) async throws -> QueryAnswer? {
        guard let result = try await cached(key) else { return nil }
        return QueryAnswer(result: result, isCached: true, freshFor: request.freshFor, key: key)
    }

    private func cached(_ key: ResultKey) async throws -> StoredResult? {
        if let result = cache.result(for: key) { return result }
        guard let result = try await archive.result(for: key) else { return nil }
        cache.keep(result, for: key)
        return result
    }
}

// MARK: - Computing

extension QueryService {
    /// Computes a result, together with all who ask for the same one meanwhile.
    private func compute(
        _ request: QueryRequest,
        _ schema: ProjectSchema,
        key: ResultKey,
        registration: QueryRegistry.Registration?
    ) async throws -> StoredResult {
        let compiled = try compiler.compile(request.query, for: request.project, rows: request.rows, schema)
        let (run, ticket, isNew) = join(key, isForced: request.refresh == .always)
        if let registration { registry.note(leave: { run.leave(ticket) }, engineID: run.id, for: registration) }
        if isNew {
            run.start { [self] in
                defer { forget(run, key) }
                // Between looking into the cache and getting here the same run may have ended.
                if request.refresh == .whenStale, let result = cache.result(for: key), isFresh(result, for: request) {
                    return result
                }
                return try await execute(compiled, for: request.project, key: key, id: run.id)
            }
        }
        return try await run.value(ticket)
    }

    /// Takes a place in the run of that key.
    ///
    /// A forced run never joins one that began earlier: it must see the events of now.
    private func join(
        _ key: ResultKey,
        isForced: Bool
    ) -> (run: SharedRun<StoredResult>, ticket: SharedRun<StoredResult>.Ticket, isNew: Bool) {
        running.withLock { running in
            if !isForced, let run = running[key], let ticket = run.join() { return (run, ticket, false) }
            let (run, ticket) = SharedRun<StoredResult>.joined()
            running[key] = run
            return (run, ticket, true)
        }
    }

    /// Ends every running query with ``QueryError/cancelled``: the last step of a stop.
    public func cancelAll() {
        for run in running.withLock({ Array($0.values) }) { run.cancel() }
    }

    private func forget(_ run: SharedRun<StoredResult>, _ key: ResultKey) {
        running.withLock { running in
            if running[key] === run { running[key] = nil }
        }
    }

    /// Waits for a place, runs the query, and keeps what comes out.
    private func execute(
        _ compiled: CompiledQuery,
        for project: QueryProject,
        key: ResultKey,
        id: String
    ) async throws -> StoredResult {
        try await admission.admit(projectID: project.id) {
            let builder = ResultBuilder(limit: compiled.hasProbeRow ? compiled.limit : nil)
            let begin = clock.now()
            let statistics = try await run(compiled, for: project, id: id, into: builder)
            let result = builder.finish(compiled, statistics: statistics, project: project, computedAt: begin)
            if cache.keep(result, for: key) { archive.add(result, for: key) }
            return result
        }
    }

    private func run(
        _ compiled: CompiledQuery,
        for project: QueryProject,
        id: String,
        into builder: ResultBuilder
    ) async throws -> QueryStatistics {
        do {
            return try await engine.run(compiled.sql, options: options(for: project, id: id)) { builder.add($0) }
        } catch {
            throw QueryError(error)
        }
    }

    /// What every query of a user runs with.
    private func options(for project: QueryProject, id: String) -> QueryOptions {
        QueryOptions(
            queryID: id,
            maximumDuration: limits.maximumDuration,
            maximumMemory: limits.maximumMemory,
            maximumRowsRead: limits.maximumRowsRead,
            isReadOnly: true,
            settings: HogQLCompiler.engineSettings,
            timezone: project.timezone
        )
    }
}
