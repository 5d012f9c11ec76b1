internal import ClickHouse
internal import Dispatch
internal import Foundation
internal import Synchronization

/// Interrupts running statements with KILL QUERY, from a thread and a connection of its own.
///
/// ADBC's own way to cancel does nothing while the engine computes the first rows, which is when it matters. A KILL that
/// comes before the engine has begun with a statement finds nothing, so it is repeated until the statement is over.
final class StatementInterrupter: Sendable {
    private struct State {
        var tickets: [StatementTicket] = []
        var isStarted = false
        var isStopped = false
    }

    private static let pause = 0.05

    private let connect: @Sendable () throws(QueryEngineError) -> ChDBConnection
    private let state = Mutex(State())
    private let wakeUp = DispatchSemaphore(value: 0)

    init(connect: @escaping @Sendable () throws(QueryEngineError) -> ChDBConnection) {
        self.connect = connect
    }

    /// Cancels a statement; returns at once.
    func cancel(_ ticket: StatementTicket) {
        guard ticket.cancel() else { return }
        let isFirst = state.withLock { state in
            state.tickets.append(ticket)
            defer { state.isStarted = true }
            return !state.isStarted
        }
        if isFirst { Thread.detachNewThread { self.run() } }
        wakeUp.signal()
    }

    /// Lets the thread end once there is nothing left to interrupt.
    func stop() {
        state.withLock { $0.isStopped = true }
        wakeUp.signal()
    }

    private func run() {
        var connection: ChDBConnection?
        while true {
            let (running, isStopped) = state.withLock { state in
                state.tickets.removeAll { !$0.isRunning }
                return (state.tickets, state.isStopped)
            }
            if running.isEmpty {
                if isStopped { return }
                wakeUp.wait()
                continue
            }
            // If it fails, for lack of memory say, the next attempt comes soon, on a new connection.
            do throws(QueryEngineError) {
                let current = if let connection { connection } else { try connect() }
                connection = current
                for ticket in running { try current.execute(Self.kill(ticket)) }
            } catch {
                connection = nil
            }
            Thread.sleep(forTimeInterval: Self.pause)
        }
    }

    private static func kill(_ ticket: StatementTicket) -> String {
        let sql: ClickHouseSQL = "KILL QUERY WHERE startsWith(query, \(.string(ticket.mark))) ASYNC"
        return sql.literalText
    }
}
