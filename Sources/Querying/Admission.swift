/// Lets only so many queries run at a time, in all and for each project.
///
/// Who comes when all places are taken waits in a bounded queue, and is refused with ``QueryError/tooManyQueries`` when
/// the queue is full or the wait gets too long. First come, first served, except that a project which has all its places
/// does not hold up the others.
actor Admission {
    private struct Waiting {
        let number: Int
        let projectID: Int
        let continuation: CheckedContinuation<Void, any Error>
    }

    private let limits: QueryLimits
    private var running = 0
    private var runningByProject: [Int: Int] = [:]
    private var queue: [Waiting] = []
    private var issued = 0

    init(_ limits: QueryLimits) {
        self.limits = limits
    }

    /// Runs `body` once there is a place for it.
    nonisolated func admit<Value: Sendable>(
        projectID: Int,
        _ body: () async throws -> Value
    ) async throws -> Value {
        try await enter(projectID)
        do {
            let value = try await body()
            await leave(projectID)
            return value
        } catch {
            await leave(projectID)
            throw error
        }
    }

    private func enter(_ projectID: Int) async throws {
        if hasPlace(for: projectID) {
            take(projectID)
            return
        }
        guard queue.count < limits.queueLength else { throw QueryError.tooManyQueries }
        issued += 1
        let number = issued
        let deadline = Task<Void, any Error> { [limits] in
            try await Task.sleep(for: limits.queueDeadline)
            refuse(number, with: .tooManyQueries)
        }
        defer { deadline.cancel() }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                if Task.isCancelled {
                    continuation.resume(throwing: QueryError.cancelled)
                } else {
                    queue.append(Waiting(number: number, projectID: projectID, continuation: continuation))
                }
            }
        } onCancel: {
            // The handler can't wait for the actor; nobody needs to wait for this task.
            Task { await refuse(number, with: .cancelled) }
        }
    }

    private func leave(_ projectID: Int) {
        running -= 1
        runningByProject[projectID, default: 1] -= 1
        if runningByProject[projectID] == 0 { runningByProject[projectID] = nil }
        admitWaiting()
    }

    private func admitWaiting() {
        while running < limits.concurrency, let index = queue.firstIndex(where: { hasPlace(for: $0.projectID) }) {
            let next = queue.remove(at: index)
            take(next.projectID)
            next.continuation.resume()
        }
    }

    private func refuse(_ number: Int, with error: QueryError) {
        guard let index = queue.firstIndex(where: { $0.number == number }) else { return }
        queue.remove(at: index).continuation.resume(throwing: error)
    }

    private func hasPlace(for projectID: Int) -> Bool {
        running < limits.concurrency && runningByProject[projectID, default: 0] < limits.concurrencyPerProject
    }

    private func take(_ projectID: Int) {
        running += 1
        runningByProject[projectID, default: 0] += 1
    }

    /// How many run and how many wait: for metrics and tests.
    var load: (running: Int, waiting: Int) { (running, queue.count) }
}
