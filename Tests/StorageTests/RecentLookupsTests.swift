import Storage
import Testing

struct RecentLookupsTests {
    @Test func `a value is loaded once`() async throws {
        let lookups = RecentLookups<String, Int>(lifetime: .seconds(60))

        let first = try await lookups.value(for: "a") { 1 }
        let second = try await lookups.value(for: "a") { 2 }

        #expect(first == 1)
        #expect(second == 1)
    }

    @Test func `a miss is remembered too`() async throws {
        let lookups = RecentLookups<String, Int>(lifetime: .seconds(60))

        let first = try await lookups.value(for: "a") { nil }
        let second = try await lookups.value(for: "a") { 2 }

        #expect(first == nil)
        #expect(second == nil)
    }

    @Test func `what has expired is loaded again`() async throws {
        let lookups = RecentLookups<String, Int>(lifetime: .zero)

        _ = try await lookups.value(for: "a") { 1 }

        #expect(try await lookups.value(for: "a") { 2 } == 2)
    }

    @Test func `a change forgets everything`() async throws {
        let lookups = RecentLookups<String, Int>(lifetime: .seconds(60))
        _ = try await lookups.value(for: "a") { 1 }

        lookups.removeAll()

        #expect(try await lookups.value(for: "a") { 2 } == 2)
    }

    @Test func `what was read before a change is not kept after it`() async throws {
        let lookups = RecentLookups<String, Int>(lifetime: .seconds(60))

        let old = try await lookups.value(for: "a") {
            lookups.removeAll()
            return 1
        }

        #expect(old == 1)
        #expect(try await lookups.value(for: "a") { 2 } == 2)
    }

    @Test func `a failed lookup is tried again`() async throws {
        let lookups = RecentLookups<String, Int>(lifetime: .seconds(60))

        await #expect(throws: CancellationError.self) {
            try await lookups.value(for: "a") { throw CancellationError() }
        }

        #expect(try await lookups.value(for: "a") { 2 } == 2)
    }

    @Test func `there is never more than its capacity`() async throws {
        let lookups = RecentLookups<Int, Int>(lifetime: .seconds(60), capacity: 3)

        for number in 0..<4 { _ = try await lookups.value(for: number) { number } }

        #expect(try await lookups.value(for: 3) { -1 } == 3)
        #expect(try await lookups.value(for: 0) { -1 } == -1)
    }
}
