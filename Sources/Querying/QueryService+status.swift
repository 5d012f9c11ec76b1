import ClickHouse

extension QueryService {
    /// Runs `work` under a name by which it can be asked about and cancelled meanwhile and some time after.
    ///
    /// `work` answers a value, and its body for those who ask; it passes the registration on to
    /// ``answer(_:registration:)``.
    public func run<Value>(
        named name: QueryName,
        _ work: (QueryRegistry.Registration) async throws -> (value: Value, body: [UInt8])
    ) async throws -> Value {
        let registration = registry.register(name)
        do {
            let (value, body) = try await work(registration)
            registry.finish(registration, .success(body))
            return value
        } catch {
            registry.finish(registration, .failure(QueryError(reported: error)))
            throw error
        }
    }

    /// Starts `work` under a name and answers at once; its outcome is asked for with ``status(of:projectID:)``.
    ///
    /// Nobody waits for the task: it ends with the query's own limits, by ``cancel(_:projectID:)``, or by
    /// ``cancelAll()`` when the server stops.
    public func start(
        _ name: QueryName,
        _ work: @escaping @Sendable (QueryRegistry.Registration) async throws -> [UInt8]
    ) -> QueryStatus {
        let registration = registry.register(name)
        Task { [registry] in
            do {
                registry.finish(registration, .success(try await work(registration)))
            } catch {
                registry.finish(registration, .failure(QueryError(reported: error)))
            }
        }
        return QueryStatus(
            id: name.id,
            projectID: name.projectID,
            startedAt: registration.startedAt,
            endedAt: nil,
            state: .running(nil)
        )
    }

    /// Where a run of that name stands, with its progress; nil when the project has none.
    public func status(of id: String, projectID: Int) async -> QueryStatus? {
        guard let (status, engineID) = registry.status(id, projectID: projectID) else { return nil }
        guard let engineID, let progress = await engine.progress(of: engineID) else { return status }
        return QueryStatus(
            id: id,
            projectID: projectID,
            startedAt: status.startedAt,
            endedAt: nil,
            state: .running(QueryProgressReport(progress))
        )
    }

    /// Whether a run of that name was started with the key that `caller` stands for.
    public func isCaller(_ caller: String, of id: String, projectID: Int) -> Bool {
        registry.caller(of: id, projectID: projectID) == caller
    }

    /// Ends a run of that name; false when none of it is running.
    public func cancel(_ id: String, projectID: Int) -> Bool {
        registry.cancel(id, projectID: projectID)
    }
}

extension QueryError {
    /// The error as a status reports it.
    public init(reported error: any Error) {
        self =
            switch error {
            case let error as QueryError: error
            case is CancellationError: .cancelled
            default: .failed(reason: "\(error)")
            }
    }
}
