public import Querying
public import Storage

/// Runs endpoints: finds the definition, decides, carries the decision out, and notes what happened.
///
/// A run is three steps, so that a caller can answer from the cache without preparing for a long wait:
/// ``prepare(_:_:in:by:)``, ``cachedAnswer(to:)``, ``carryOut(_:)``.
public struct EndpointRuns: Sendable {
    private let endpoints: EndpointStore
    private let queries: QueryService
    public let clock: Clock
    public let journal: RunJournal

    public init(endpoints: EndpointStore, queries: QueryService, journal: RunJournal, clock: Clock = .system) {
        self.endpoints = endpoints
        self.queries = queries
        self.journal = journal
        self.clock = clock
    }

    /// Decides what a run will do; throws ``EndpointError`` for a run that can't be.
    ///
    /// `caller` stands for the key of the request: whoever has it may ask about the run and cancel it.
    public func prepare(
        _ name: String,
        _ request: RunRequest,
        in project: QueryProject,
        by caller: String
    ) async throws -> PreparedRun {
        let endpoint = try await endpoints.endpoint(named: name, in: project.id)
        let id = UUIDText.make()
        let execution = Execution(endpoint: endpoint, id: id, start: .now, caller: caller)
        do {
            let plan = try RunPlan(request, of: endpoint, in: project)
            return PreparedRun(plan: plan, execution: execution, queryID: request.clientQueryID)
        } catch {
            if error != .notFound { journal.note(execution, at: clock.now(), .invalid(error.description)) }
            throw error
        }
    }

    /// The answer, if it is cached and fresh and nothing else is wanted; nil when there is more to do.
    public func cachedAnswer(to run: PreparedRun) async throws -> RunAnswer? {
        guard run.plan.delivery == .wait, run.queryID == nil, run.plan.query.refresh == .whenStale,
            let answer = try await queries.cachedAnswer(to: run.plan.query), queries.isFresh(answer)
        else { return nil }
        return report(answer, run)
    }

    /// Runs it.
    ///
    /// - Throws: `QueryError` for a run that failed.
    public func carryOut(_ run: PreparedRun) async throws -> RunOutcome {
        guard run.plan.delivery == .wait else { return try await carryOutBehind(run) }
        guard let queryID = run.queryID else { return .answer(try await compute(run)) }
        let name = QueryName(queryID, projectID: run.projectID, caller: run.execution.caller)
        return try await .answer(
            queries.run(named: name) { registration in
                let answer = try await compute(run, registration)
                return (answer, answer.body)
            }
        )
    }

    /// Answers what is cached if that will do, and computes behind the answer what will not.
    private func carryOutBehind(_ run: PreparedRun) async throws -> RunOutcome {
        let mayUseCache = run.plan.query.refresh == .whenStale
        guard mayUseCache, let cached = try await queries.cachedAnswer(to: run.plan.query) else {
            return .accepted(start(run))
        }
        if queries.isFresh(cached) { return .answer(report(cached, run)) }
        let status = start(run)
        return run.plan.delivery == .backgroundAfterStale ? .answer(report(cached, run)) : .accepted(status)
    }

    private func start(_ run: PreparedRun) -> QueryStatus {
        let id = run.queryID ?? run.execution.id
        return queries.start(QueryName(id, projectID: run.projectID, caller: run.execution.caller)) { registration in
            try await compute(run, registration).body
        }
    }

    private func compute(
        _ run: PreparedRun,
        _ registration: QueryRegistry.Registration? = nil
    ) async throws -> RunAnswer {
        do {
            return report(try await queries.answer(run.plan.query, registration: registration), run)
        } catch {
            let code = QueryError(reported: error).code
            journal.note(run.execution, at: clock.now(), .failed(run.plan.version, code: code))
            throw error
        }
    }

    private func report(_ answer: QueryAnswer, _ run: PreparedRun) -> RunAnswer {
        journal.note(
            run.execution,
            at: clock.now(),
            .executed(run.plan.version, rows: answer.result.rowCount, isCached: answer.isCached)
        )
        return RunAnswer(answer, of: run)
    }
}

/// A run that has been decided and not begun.
public struct PreparedRun: Sendable {
    public let plan: RunPlan
    let execution: Execution
    /// The client's name for it.
    let queryID: String?

    var projectID: Int { execution.endpoint.projectID }
}

/// One run of an endpoint.
struct Execution: Sendable {
    let endpoint: Endpoint
    let id: String
    let start: ContinuousClock.Instant
    let caller: String
}
