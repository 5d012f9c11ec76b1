public import ClickHouse
internal import Synchronization

/// An engine that answers what a test has told it to, and remembers what it was asked.
///
/// ```swift
/// let engine = FakeEngine()
/// engine.answer("FROM events", with: .rows(columns: [.init(name: "n", type: .int(bits: 64))], ["[3]"]))
/// …
/// #expect(engine.statements.count == 1)
/// ```
public final class FakeEngine: QueryEngine {
    /// What comes back for a statement.
    public enum Answer: Sendable {
        /// Rows as JSON arrays, for example `["[1,\"a\"]", "[2,\"b\"]"]`.
        case rows(columns: [ResultColumn], [String])
        case failure(QueryEngineError)
        /// Nothing, until the query is cancelled or ``FakeEngine/release()`` is called; then the rows.
        case held(columns: [ResultColumn], [String])
    }

    /// A statement that the engine was given.
    public struct Statement: Sendable {
        public let sql: ClickHouseSQL
        public let options: QueryOptions
    }

    private struct State {
        var script: [(fragment: String, answer: Answer)] = []
        var statements: [Statement] = []
        var insertions: [FileInsertion] = []
        var cancelled: [String] = []
        var progress: [String: QueryProgress] = [:]
        var held: [Int: (queryID: String?, continuation: CheckedContinuation<Bool, Never>)] = [:]
        var nextHeld = 0
        var isReleased = false
    }

    private let state = Mutex(State())

    /// An engine that answers every statement with a result without rows and columns.
    public init() {}

    /// Answers every statement whose text holds `fragment`; of several that fit the latest counts.
    public func answer(_ fragment: String, with answer: Answer) {
        state.withLock { $0.script.insert((fragment, answer), at: 0) }
    }

    /// Makes ``progress(of:)`` answer for a query of that id.
    public func show(_ progress: QueryProgress?, for queryID: String) {
        state.withLock { $0.progress[queryID] = progress }
    }

    /// Lets all held queries go on, and those that would be held from now on.
    public func release() {
        state.withLock { $0.isReleased = true }
        resumeHeld(with: true) { _ in true }
    }

    /// What the engine was given by `run` and `execute`, in order.
    public var statements: [Statement] { state.withLock { $0.statements } }
    /// The texts of ``statements``.
    public var texts: [String] { statements.map(\.sql.text) }
    /// What the engine was told to insert, in order.
    public var insertions: [FileInsertion] { state.withLock { $0.insertions } }
    /// The ids that the engine was told to cancel, in order.
    public var cancelled: [String] { state.withLock { $0.cancelled } }
    /// How many queries are held at this moment.
    public var heldQueries: Int { state.withLock { $0.held.count } }
}

// MARK: - QueryEngine

extension FakeEngine {
    public func run(
        _ sql: ClickHouseSQL,
        options: QueryOptions,
        onRows: @escaping @Sendable (RowChunk) throws -> Void
    ) async throws(QueryEngineError) -> QueryStatistics {
        let (columns, rows) = try await rows(for: sql, options)
        for row in rows {
            do { try onRows(RowChunk(bytes: Array(row.utf8), count: 1)) } catch { throw .cancelled }
        }
        return QueryStatistics(columns: columns, rows: rows.count)
    }

    public func execute(_ sql: ClickHouseSQL, options: QueryOptions) async throws(QueryEngineError) {
        _ = try await rows(for: sql, options)
    }

    public func columns(of sql: ClickHouseSQL) async throws(QueryEngineError) -> [ResultColumn] {
        switch scriptedAnswer(for: sql) {
        case .rows(let columns, _), .held(let columns, _): columns
        case .failure(let error): throw error
        }
    }

    public func insert(_ insertion: FileInsertion) async throws(QueryEngineError) {
        state.withLock { $0.insertions.append(insertion) }
        if case .failure(let error) = scriptedAnswer(for: insertion.table) { throw error }
    }

    public func progress(of queryID: String) async -> QueryProgress? {
        state.withLock { $0.progress[queryID] }
    }

    @discardableResult
    public func cancel(_ queryID: String) async -> Bool {
        state.withLock { $0.cancelled.append(queryID) }
        return resumeHeld(with: false) { $0 == queryID } > 0
    }

    private func rows(
        for sql: ClickHouseSQL,
        _ options: QueryOptions
    ) async throws(QueryEngineError) -> (columns: [ResultColumn], rows: [String]) {
        state.withLock { $0.statements.append(Statement(sql: sql, options: options)) }
        switch scriptedAnswer(for: sql) {
        case .failure(let error): throw error
        case .rows(let columns, let rows): return (columns, rows)
        case .held(let columns, let rows):
            guard await hold(options.queryID) else { throw .cancelled }
            return (columns, rows)
        }
    }

    private func scriptedAnswer(for sql: ClickHouseSQL) -> Answer { scriptedAnswer(for: sql.text) }

    private func scriptedAnswer(for text: String) -> Answer {
        state.withLock { $0.script.first { text.contains($0.fragment) }?.answer } ?? .rows(columns: [], [])
    }

    // MARK: Holding

    /// Waits; true when the query may go on, false when it was cancelled.
    private func hold(_ queryID: String?) async -> Bool {
        let number = state.withLock { state in
            state.nextHeld += 1
            return state.nextHeld
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // Cancelled before it is held, nobody would come to let it go.
                guard !Task.isCancelled else { return continuation.resume(returning: false) }
                let isReleased = state.withLock { state in
                    if !state.isReleased { state.held[number] = (queryID, continuation) }
                    return state.isReleased
                }
                if isReleased { return continuation.resume(returning: true) }
                if Task.isCancelled { resumeHeld(number, with: false) }
            }
        } onCancel: {
            resumeHeld(number, with: false)
        }
    }

    private func resumeHeld(_ number: Int, with result: Bool) {
        state.withLock { $0.held.removeValue(forKey: number) }?.continuation.resume(returning: result)
    }

    @discardableResult
    private func resumeHeld(with result: Bool, where isMeant: (String?) -> Bool) -> Int {
        let numbers = state.withLock { $0.held.filter { isMeant($0.value.queryID) }.map(\.key) }
        for number in numbers { resumeHeld(number, with: result) }
        return numbers.count
    }
}
