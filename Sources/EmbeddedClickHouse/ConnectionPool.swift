internal import ClickHouse
internal import Dispatch
internal import Foundation
internal import Synchronization

/// Threads with a connection each, on which statements run in the order in which they came.
///
/// The engine blocks the thread that calls it, so these are threads of their own and not those of Swift's concurrency.
/// A thread starts when a statement finds all others busy, up to a limit.
final class ConnectionPool: Sendable {
    typealias Job = @Sendable (Result<ChDBConnection, QueryEngineError>) -> Void

    private struct State {
        var jobs: [Job] = []
        var idleThreads = 0
        var threads = 0
        var isClosed = false
        var whenEmpty: [CheckedContinuation<Void, Never>] = []
    }

    /// ClickHouse analyses a query by recursion on the thread that calls it, and measures its stack to know when to stop.
    private static let stackSize = 32 << 20

    private let limit: Int
    private let name: String
    private let connect: @Sendable () throws(QueryEngineError) -> ChDBConnection
    private let state = Mutex(State())
    private let work = DispatchSemaphore(value: 0)

    init(
        name: String,
        limit: Int,
        connect: @escaping @Sendable () throws(QueryEngineError) -> ChDBConnection
    ) {
        self.name = name
        self.limit = limit
        self.connect = connect
    }

    /// Has `job` carried out on some thread; on the caller's, with an error, when the pool is closed.
    func submit(_ job: @escaping Job) {
        let (isClosed, needsThread) = state.withLock { state in
            if state.isClosed { return (true, false) }
            state.jobs.append(job)
            let needsThread = state.jobs.count > state.idleThreads && state.threads < limit
            if needsThread { state.threads += 1 }
            return (false, needsThread)
        }
        if isClosed { return job(.failure(.stopping)) }
        if needsThread { startThread() }
        work.signal()
    }

    /// Refuses new jobs and those that wait, and returns when the running ones are done and all connections are closed.
    func close() async {
        let jobs = state.withLock { state in
            state.isClosed = true
            defer { state.jobs = [] }
            return state.jobs
        }
        for job in jobs { job(.failure(.stopping)) }
        for _ in 0..<limit { work.signal() }
        await withCheckedContinuation { continuation in
            let isEmpty = state.withLock { state in
                if state.threads > 0 { state.whenEmpty.append(continuation) }
                return state.threads == 0
            }
            if isEmpty { continuation.resume() }
        }
    }

    private func startThread() {
        let thread = Thread { self.run() }
        thread.stackSize = Self.stackSize
        thread.start()
    }

    private func run() {
        Thread.current.name = name
        var connection: ChDBConnection?
        while let job = nextJob() {
            do throws(QueryEngineError) {
                let current = if let connection { connection } else { try connect() }
                connection = current
                job(.success(current))
                if current.isSpoiled { connection = nil }
            } catch {
                job(.failure(error))
            }
        }
        connection = nil
        let waiting = state.withLock { state in
            state.threads -= 1
            guard state.threads == 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { state.whenEmpty = [] }
            return state.whenEmpty
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Waits for a job; nil when the pool is closed.
    private func nextJob() -> Job? {
        while true {
            let (job, isClosed) = state.withLock { state -> (Job?, Bool) in
                if !state.jobs.isEmpty { return (state.jobs.removeFirst(), false) }
                state.idleThreads += 1
                return (nil, state.isClosed)
            }
            if let job { return job }
            if isClosed { return nil }
            work.wait()
            state.withLock { $0.idleThreads -= 1 }
        }
    }
}

extension QueryEngineError {
    static let stopping = QueryEngineError.unreachable(reason: "the engine is stopping")
}
