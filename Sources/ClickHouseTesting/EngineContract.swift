public import ClickHouse
internal import JSON

/// What every driver must do, clause by clause.
///
/// A driver's tests run each of ``clauses`` against an engine; a clause throws ``ContractViolation`` when the driver does
/// not keep it.
public struct EngineContract: Sendable {
    /// One thing that a driver must do.
    public struct Clause: Sendable, CustomStringConvertible {
        /// The clause as a sentence.
        public let description: String
        let check: @Sendable (EngineContract) async throws -> Void

        init(_ description: String, check: @escaping @Sendable (EngineContract) async throws -> Void) {
            self.description = description
            self.check = check
        }
    }

    /// All clauses.
    public static let clauses: [Clause] = values + rows + errors + limits + control + insertion + concurrency

    let engine: any QueryEngine
    /// A folder for files to insert.
    let folder: String

    public init(engine: any QueryEngine, folder: String) {
        self.engine = engine
        self.folder = folder
    }

    /// Throws if the engine doesn't keep the clause.
    public func check(_ clause: Clause) async throws {
        try await clause.check(self)
    }
}

/// How an engine breaks the contract.
public struct ContractViolation: Error, CustomStringConvertible {
    public let description: String
}

// MARK: - How clauses speak

extension EngineContract {
    func expect(_ isKept: Bool, _ violation: @autoclosure () -> String) throws {
        guard !isKept else { return }
        throw ContractViolation(description: violation())
    }

    func expect<Value: Equatable>(_ actual: Value, is expected: Value, _ what: @autoclosure () -> String) throws {
        try expect(actual == expected, "\(what()): \(actual) instead of \(expected)")
    }

    /// The rows of a query as JSON, without the blanks that the engine is free to write.
    func json(of sql: ClickHouseSQL, timezone: String = "UTC") async throws -> String {
        try await engine.rows(of: sql, options: QueryOptions(timezone: timezone))
            .map { "[" + $0.map { $0.compactText }.joined(separator: ",") + "]" }
            .joined(separator: ",")
    }

    func error(of sql: ClickHouseSQL, options: QueryOptions = QueryOptions()) async throws -> QueryEngineError {
        do {
            _ = try await engine.result(of: sql, options: options)
        } catch {
            return error
        }
        throw ContractViolation(description: "there is no error: \(sql.text)")
    }

    /// A query that takes minutes, and reads what the engine can count.
    static let endless: ClickHouseSQL = "SELECT count() FROM numbers(1000000000000) WHERE sipHash64(number) = 1"

    /// Waits for something that comes soon; the clock is only there so that a broken driver doesn't hang the tests.
    func eventually(_ what: String, within limit: Duration = .seconds(10), _ isSo: () async throws -> Bool) async throws
    {
        let deadline = ContinuousClock.now + limit
        while try await !isSo() {
            try expect(.now < deadline, "\(what) does not come about within \(limit)")
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}

extension JSONValue {
    /// The value as text without blanks.
    var compactText: String { String(decoding: serialized(.compact), as: UTF8.self) }
}
