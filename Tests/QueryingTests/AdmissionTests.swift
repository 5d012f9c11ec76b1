import Testing

@testable import Querying

@Suite(.timeLimit(.minutes(1)))
struct AdmissionTests {
    private func limits(_ concurrency: Int, queue: Int, deadline: Duration = .seconds(60)) -> QueryLimits {
        var limits = QueryLimits()
        limits.concurrency = concurrency
        limits.queueLength = queue
        limits.queueDeadline = deadline
        return limits
    }

    /// Takes a place and keeps it until the gate opens.
    private func occupy(_ admission: Admission, _ gate: Gate, project: Int) -> Task<Void, any Error> {
        Task { try await admission.admit(projectID: project) { await gate.wait() } }
    }

    private func wait(_ admission: Admission, running: Int, waiting: Int) async throws {
        while await admission.load != (running, waiting) {
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    @Test func `who comes when all places are taken waits for one`() async throws {
        let admission = Admission(limits(2, queue: 5))
        let gate = Gate()
        let first = occupy(admission, gate, project: 1)
        let second = occupy(admission, gate, project: 2)
        try await wait(admission, running: 2, waiting: 0)
        let third = occupy(admission, gate, project: 3)
        try await wait(admission, running: 2, waiting: 1)

        gate.open()

        for task in [first, second, third] { try await task.value }
        #expect(await admission.load == (0, 0))
    }

    @Test func `one project leaves a place to the others`() async throws {
        let admission = Admission(limits(2, queue: 5))
        let gate = Gate()
        let greedy = [occupy(admission, gate, project: 1), occupy(admission, gate, project: 1)]
        try await wait(admission, running: 1, waiting: 1)

        try await admission.admit(projectID: 2) {}

        gate.open()
        for task in greedy { try await task.value }
    }

    @Test func `a full queue refuses`() async throws {
        let admission = Admission(limits(1, queue: 0))
        let gate = Gate()
        let first = occupy(admission, gate, project: 1)
        try await wait(admission, running: 1, waiting: 0)

        await #expect(throws: QueryError.tooManyQueries) { try await admission.admit(projectID: 2) {} }

        gate.open()
        try await first.value
    }

    @Test func `who waits too long is refused`() async throws {
        let admission = Admission(limits(1, queue: 5, deadline: .zero))
        let gate = Gate()
        let first = occupy(admission, gate, project: 1)
        try await wait(admission, running: 1, waiting: 0)

        await #expect(throws: QueryError.tooManyQueries) { try await admission.admit(projectID: 2) {} }

        gate.open()
        try await first.value
    }

    @Test func `who gives up leaves the queue`() async throws {
        let admission = Admission(limits(1, queue: 5))
        let gate = Gate()
        let first = occupy(admission, gate, project: 1)
        try await wait(admission, running: 1, waiting: 0)
        let second = occupy(admission, gate, project: 2)
        try await wait(admission, running: 1, waiting: 1)

        second.cancel()

        await #expect(throws: QueryError.cancelled) { try await second.value }
        try await wait(admission, running: 1, waiting: 0)
        gate.open()
        try await first.value
    }

    @Test func `a failure gives its place back`() async throws {
        let admission = Admission(limits(1, queue: 0))

        await #expect(throws: QueryError.timedOut) {
            try await admission.admit(projectID: 1) { throw QueryError.timedOut }
        }

        try await admission.admit(projectID: 1) {}
    }
}
