internal import ClickHouse
internal import JSON

extension EngineContract {
    /// What must hold while many tasks use the engine at the same moment.
    static let concurrency: [Clause] = [
        Clause("parameters never cross between queries of several tasks") { try await $0.checkNoMixUp() },
        Clause("slow queries do not hold up the tasks of the program") { try await $0.checkCooperation() },
        Clause("far more queries than connections are all answered") { try await $0.checkQueue() },
    ]

    private func checkNoMixUp() async throws {
        try await withThrowingTaskGroup { group in
            for task in 0..<6 {
                group.addTask {
                    for round in 0..<300 {
                        let mark = "task-\(task)-round-\(round)-'\\"
                        let rows = try await engine.rows(
                            of:
                                "SELECT \(.int(Int64(task))), \(.string(mark)), \(.array([.int(Int64(round))], element: .int(bits: 64)))"
                        )
                        try expect(
                            rows,
                            is: [[.number(.init(task)), .string(mark), .array([.number(.init(round))])]],
                            "parameters"
                        )
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private func checkCooperation() async throws {
        // More of them than there are threads for Swift's tasks; were those blocked, nothing below would go on.
        let slow = (0..<8).map { number in
            Task { [engine] in
                let options = QueryOptions(queryID: "contract-slow-\(number)", maximumThreads: 1)
                return try await engine.result(of: Self.endless, options: options)
            }
        }
        await withTaskGroup { group in
            for _ in 0..<8 { group.addTask { for _ in 0..<100 { await Task.yield() } } }
        }
        for task in slow { task.cancel() }
        for task in slow { _ = await task.result }
    }

    private func checkQueue() async throws {
        let total = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<500 {
                group.addTask { try await json(of: "SELECT \(.int(Int64(number)))") == "[\(number)]" ? 1 : 0 }
            }
            return try await group.reduce(0, +)
        }
        try expect(total, is: 500, "the right answers")
    }
}
