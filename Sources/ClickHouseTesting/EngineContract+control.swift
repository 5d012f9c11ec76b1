internal import ClickHouse
internal import Synchronization

extension EngineContract {
    /// How running queries are seen and stopped.
    static let control: [Clause] = [
        Clause("cancelling the task stops the query") { try await $0.checkCancelledTask() },
        Clause("a query is cancelled by its id") { try await $0.checkCancelledID() },
        Clause("a statement without rows is cancelled alike") { try await $0.checkCancelledStatement() },
        Clause("a receiver that throws stops the query") { try await $0.checkThrowingReceiver() },
        Clause("a cancelled query is gone from the engine") { try await $0.checkGone() },
        Clause("progress is seen while a query runs and only then") { try await $0.checkProgress() },
        Clause("many queries are cancelled while they wait and run") { try await $0.checkCrowd() },
        Clause("a task that is cancelled already runs nothing") { try await $0.checkCancelledBefore() },
    ]

    private func checkCancelledTask() async throws {
        let task = run(Self.endless, id: "contract-task")
        try await running("contract-task")
        try await stops(task) { task.cancel() }
    }

    private func checkCancelledID() async throws {
        let task = run(Self.endless, id: "contract-id")
        try await running("contract-id")
        try await stops(task) {
            try expect(await engine.cancel("contract-id"), "the running query is not found by its id")
        }
        try await expect(engine.cancel("contract-id"), is: false, "cancelling what is over")
    }

    private func checkCancelledStatement() async throws {
        let task = Task { [engine] in
            do throws(QueryEngineError) {
                try await engine.execute(
                    "CREATE TABLE contract_cancelled ENGINE = Memory AS SELECT count() FROM numbers(1000000000000) WHERE sipHash64(number) = 1",
                    options: QueryOptions(queryID: "contract-statement")
                )
                return QueryEngineError?.none
            } catch {
                return error
            }
        }
        try await running("contract-statement")
        try await stops(task) { task.cancel() }
        try await engine.execute("DROP TABLE IF EXISTS contract_cancelled")
    }

    private func checkThrowingReceiver() async throws {
        struct Enough: Error {}
        let count = Mutex(0)
        do {
            _ = try await engine.run("SELECT number FROM numbers(1000000000000)", options: QueryOptions()) { _ in
                count.withLock { $0 += 1 }
                throw Enough()
            }
            throw ContractViolation(description: "a query goes on though its receiver has thrown")
        } catch QueryEngineError.cancelled {}
        try expect(count.withLock { $0 }, is: 1, "the chunks handed to a receiver that throws")
    }

    private func checkGone() async throws {
        let task = run(
            "SELECT count(), 'contract-gone' FROM numbers(1000000000000) WHERE sipHash64(number) = 1",
            id: "contract-gone"
        )
        try await running("contract-gone")
        try await stops(task) { task.cancel() }
        try await eventually("the end of a cancelled query in the engine") {
            try await json(
                of:
                    "SELECT count() FROM system.processes WHERE query LIKE '%contract-gone%' AND query NOT LIKE '%processes%'"
            )
                == "[0]"
        }
    }

    private func checkProgress() async throws {
        try await expect(engine.progress(of: "contract-progress"), is: nil, "the progress of what does not run")
        let task = run(Self.endless, id: "contract-progress")
        try await eventually("progress") {
            guard let progress = await engine.progress(of: "contract-progress") else { return false }
            return progress.rowsRead > 0 && progress.bytesRead > 0 && progress.totalRows > progress.rowsRead
                && progress.elapsed > .zero && progress.activeCPUTime > .zero
        }
        try await stops(task) { task.cancel() }
        try await expect(engine.progress(of: "contract-progress"), is: nil, "the progress of what is over")
    }

    private func checkCrowd() async throws {
        let tasks = (0..<40).map { run(Self.endless, id: "contract-crowd-\($0)") }
        try await running("contract-crowd-0")
        for task in tasks { task.cancel() }
        for task in tasks { try await stops(task) {} }
        try await expect(json(of: "SELECT 1"), is: "[1]", "the query after a crowd")
    }

    private func checkCancelledBefore() async throws {
        let task = Task { [engine] in
            while !Task.isCancelled { await Task.yield() }
            do throws(QueryEngineError) {
                _ = try await engine.result(of: "SELECT 1")
                return QueryEngineError?.none
            } catch {
                return error
            }
        }
        try await stops(task) { task.cancel() }
    }

    // MARK: - Steps

    private func run(_ sql: ClickHouseSQL, id: String) -> Task<QueryEngineError?, Never> {
        Task { [engine] in
            do throws(QueryEngineError) {
                _ = try await engine.result(of: sql, options: QueryOptions(queryID: id))
                return nil
            } catch {
                return error
            }
        }
    }

    private func running(_ id: String) async throws {
        try await eventually("the start of \(id)") { (await engine.progress(of: id)?.rowsRead ?? 0) > 0 }
    }

    /// Does something, upon which a query ends with `cancelled` and soon.
    private func stops(_ task: Task<QueryEngineError?, Never>, after action: () async throws -> Void) async throws {
        let start = ContinuousClock.now
        try await action()
        try await expect(task.value, is: .cancelled, "the end of a cancelled query")
        try expect(
            ContinuousClock.now - start < .seconds(5),
            "a cancelled query goes on for \(ContinuousClock.now - start)"
        )
    }
}
