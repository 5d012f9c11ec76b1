import Storage
import Synchronization

/// One computation that several callers wait for.
///
/// It goes on while anybody waits, and is cancelled when the last one has left: one client that gives up must not take
/// the result from the others, and a query that nobody waits for must not run on.
final class SharedRun<Value: Sendable>: Sendable {
    /// Names one of those who wait.
    struct Ticket: Hashable, Sendable {
        fileprivate let number: Int
    }

    private struct State {
        var outcome: Result<Value, any Error>?
        var waiting: [Ticket: CheckedContinuation<Value, any Error>?] = [:]
        var issued = 0
        var task: Task<Void, Never>?
        var isAbandoned = false
    }

    /// The engine's name for the query, by which its progress can be asked for.
    let id = UUIDText.make()
    private let state = Mutex(State())

    /// A computation that is about to be started, and the first place in it.
    static func joined() -> (run: SharedRun, ticket: Ticket) {
        let run = SharedRun()
        let ticket = Ticket(number: 0)
        run.state.withLock { $0.waiting[ticket] = .some(nil) }
        return (run, ticket)
    }

    /// Starts the computation.
    ///
    /// Not a child task: it must outlive the caller that started it, because others may be waiting for the same result.
    /// Whoever holds a ticket waits for it.
    func start(_ work: @escaping @Sendable () async throws -> Value) {
        let task = Task { [self] in
            do {
                finish(.success(try await work()))
            } catch {
                finish(.failure(error))
            }
        }
        let isAbandoned = state.withLock { state in
            state.task = task
            return state.isAbandoned
        }
        if isAbandoned { task.cancel() }
    }

    /// Takes a place; nil when the computation has been given up and a new one is needed.
    func join() -> Ticket? {
        state.withLock { state in
            guard !state.isAbandoned else { return nil }
            state.issued += 1
            let ticket = Ticket(number: state.issued)
            state.waiting[ticket] = .some(nil)
            return ticket
        }
    }

    /// Waits for the outcome, or until ``leave(_:)`` is called with this ticket, or the task is cancelled.
    func value(_ ticket: Ticket) async throws -> Value {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let known: Result<Value, any Error>? = state.withLock { state in
                    if let outcome = state.outcome { return outcome }
                    guard state.waiting[ticket] != nil else { return .failure(QueryError.cancelled) }
                    state.waiting[ticket] = .some(continuation)
                    return nil
                }
                if let known { continuation.resume(with: known) }
            }
        } onCancel: {
            leave(ticket)
        }
    }

    /// Gives up a place: its ``value(_:)`` throws ``QueryError/cancelled`` at once.
    func leave(_ ticket: Ticket) {
        let (continuation, abandoned): (CheckedContinuation<Value, any Error>?, Task<Void, Never>?) = state.withLock {
            state in
            guard let place = state.waiting.removeValue(forKey: ticket), state.outcome == nil else { return (nil, nil) }
            guard state.waiting.isEmpty else { return (place, nil) }
            state.isAbandoned = true
            return (place, state.task)
        }
        abandoned?.cancel()
        continuation?.resume(throwing: QueryError.cancelled)
    }

    /// Ends the computation for all who wait.
    func cancel() {
        let task = state.withLock { state in
            state.isAbandoned = true
            return state.task
        }
        task?.cancel()
    }

    private func finish(_ outcome: Result<Value, any Error>) {
        let waiting = state.withLock { state in
            state.outcome = outcome
            defer { state.waiting = [:] }
            return state.waiting.values.compactMap(\.self)
        }
        for continuation in waiting { continuation.resume(with: outcome) }
    }
}
