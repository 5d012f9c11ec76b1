import Dispatch
import Foundation
import Synchronization

/// A thread for an actor that blocks: on a disk, or on SQLite.
///
/// Swift's own threads are as few as the cores, and every request would wait for a sync if an actor used them for that.
final class DedicatedThread: SerialExecutor {
    /// What the thread shares with its executor; the executor can go while the thread still looks at it.
    private final class Inbox: Sendable {
        let state = Mutex(State())
        let wakeUp = DispatchSemaphore(value: 0)
    }

    private struct State {
        var jobs: [(job: UnownedJob, executor: UnownedSerialExecutor)] = []
        var isStopped = false
    }

    private let inbox = Inbox()

    init(name: String) {
        let thread = Thread { [inbox] in
            while true {
                inbox.wakeUp.wait()
                let (jobs, isStopped) = inbox.state.withLock { state in
                    defer { state.jobs.removeAll(keepingCapacity: true) }
                    return (state.jobs, state.isStopped)
                }
                // A waiting job keeps its actor, and so this executor, alive.
                for (job, executor) in jobs { job.runSynchronously(on: executor) }
                if isStopped { return }
            }
        }
        thread.name = name
        thread.start()
    }

    deinit {
        inbox.state.withLock { $0.isStopped = true }
        inbox.wakeUp.signal()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let waiting = (job: UnownedJob(job), executor: asUnownedSerialExecutor())
        inbox.state.withLock { $0.jobs.append(waiting) }
        inbox.wakeUp.signal()
    }
}
