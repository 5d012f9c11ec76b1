public import ClickHouse
internal import Synchronization

extension EmbeddedEngine {
    public func progress(of queryID: String) async -> QueryProgress? {
        guard let mark = running.withLock({ $0[queryID]?.last?.mark }) else { return nil }
        let sql: ClickHouseSQL = """
            SELECT toString(read_rows), toString(read_bytes), toString(total_rows_approx),
                toString(toUInt64(elapsed * 1000000)), toString(ProfileEvents['OSCPUVirtualTimeMicroseconds'])
            FROM system.processes WHERE startsWith(query, \(.string(mark))) LIMIT 1
            """
        let numbers = try? await carryOut(on: control) { (connection, _) throws(QueryEngineError) -> [Int] in
            var numbers: [Int] = []
            try connection.read(sql.literalText) { batch throws(QueryEngineError) in
                guard batch.count > 0 else { return }
                for column in 0..<5 { numbers.append(Int(try batch.text(column: column).string(at: 0)) ?? 0) }
            }
            return numbers
        }
        // Between two statements of a query, or before its first, the engine doesn't know it.
        let counts = numbers?.count == 5 ? numbers ?? [] : [0, 0, 0, 0, 0]
        return QueryProgress(
            rowsRead: counts[0],
            bytesRead: counts[1],
            totalRows: counts[2],
            elapsed: .microseconds(counts[3]),
            activeCPUTime: .microseconds(counts[4])
        )
    }

    @discardableResult
    public func cancel(_ queryID: String) async -> Bool {
        let tickets = running.withLock { $0[queryID] ?? [] }
        for ticket in tickets { interrupter.cancel(ticket) }
        return !tickets.isEmpty
    }
}

// MARK: - Carrying out statements

extension EmbeddedEngine {
    typealias Work<Value> = @Sendable (ChDBConnection, StatementTicket) throws(QueryEngineError) -> Value

    /// Carries out work that can be found by the query's id while it waits and runs.
    func carryOut<Value: Sendable>(
        _ queryID: String?,
        _ work: @escaping Work<Value>
    ) async throws(QueryEngineError) -> Value {
        let ticket = StatementTicket()
        running.withLock { $0[queryID, default: []].append(ticket) }
        defer {
            running.withLock { running in
                running[queryID]?.removeAll { $0 === ticket }
                if running[queryID]?.isEmpty == true { running[queryID] = nil }
            }
        }
        return try await carryOut(on: statements, ticket: ticket, work)
    }

    /// Carries out work on a thread of the pool, and lets go of it when the task is cancelled.
    func carryOut<Value: Sendable>(
        on pool: ConnectionPool,
        ticket: StatementTicket = StatementTicket(),
        _ work: @escaping Work<Value>
    ) async throws(QueryEngineError) -> Value {
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation {
                (continuation: CheckedContinuation<Result<Value, QueryEngineError>, Never>) in
                guard ticket.wait(giveUp: { continuation.resume(returning: .failure(.cancelled)) }) else {
                    return continuation.resume(returning: .failure(.cancelled))
                }
                pool.submit { connection in
                    let result = ticket.carryOut(work, on: connection)
                    if let result { continuation.resume(returning: result) }
                }
            }
        } onCancel: {
            interrupter.cancel(ticket)
        }
        return try result.get()
    }
}

extension StatementTicket {
    /// Does the work on the connection, unless the statement has been given up: then there is no result.
    fileprivate func carryOut<Value>(
        _ work: EmbeddedEngine.Work<Value>,
        on connection: Result<ChDBConnection, QueryEngineError>
    ) -> Result<Value, QueryEngineError>? {
        do throws(QueryEngineError) {
            let connection = try connection.get()
            guard begin() else { return nil }
            let result = Result { () throws(QueryEngineError) in try work(connection, self) }
            end()
            if isCancelled { connection.isSpoiled = true }
            // What was cancelled may end with whatever error came of it, but not with half of its rows as a success.
            return isCancelled ? .failure(.cancelled) : result
        } catch {
            return begin() ? .failure(error) : nil
        }
    }
}
