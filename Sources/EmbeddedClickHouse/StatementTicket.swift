internal import ClickHouse
internal import Synchronization

/// A statement on its way through the engine: it waits for a connection, runs, and is over.
///
/// What may happen at the same moment is decided here, under one lock: a statement that waits is given up at once, one
/// that runs has to be interrupted.
final class StatementTicket: Sendable {
    private enum State {
        case new
        case waiting(giveUp: @Sendable () -> Void)
        case running
        case over
    }

    private struct Progress {
        var state = State.new
        var isCancelled = false
    }

    private static let count = Atomic(0)

    /// A comment in front of the statement, by which the engine's list of running queries is searched.
    let mark = "/* hoglet \(StatementTicket.count.add(1, ordering: .relaxed).newValue) */"
    private let progress = Mutex(Progress())

    /// Whether somebody has asked for the end of the statement.
    var isCancelled: Bool { progress.withLock { $0.isCancelled } }

    var isRunning: Bool {
        progress.withLock { if case .running = $0.state { true } else { false } }
    }

    /// Begins to wait for a connection; false when the statement has been cancelled before.
    func wait(giveUp: @escaping @Sendable () -> Void) -> Bool {
        progress.withLock { progress in
            progress.state = progress.isCancelled ? .over : .waiting(giveUp: giveUp)
            return !progress.isCancelled
        }
    }

    /// Begins to run; false when the statement was given up while it waited.
    func begin() -> Bool {
        progress.withLock { progress in
            guard case .waiting = progress.state else { return false }
            progress.state = .running
            return true
        }
    }

    func end() {
        progress.withLock { $0.state = .over }
    }

    /// Asks for the end; true when the statement runs and so has to be interrupted.
    func cancel() -> Bool {
        let (giveUp, isRunning) = progress.withLock { progress -> ((@Sendable () -> Void)?, Bool) in
            progress.isCancelled = true
            switch progress.state {
            case .new, .over: return (nil, false)
            case .running: return (nil, true)
            case .waiting(let giveUp):
                progress.state = .over
                return (giveUp, false)
            }
        }
        giveUp?()
        return isRunning
    }
}
