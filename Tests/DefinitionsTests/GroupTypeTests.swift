import Definitions
import Testing

struct GroupTypeTests {
    @Test func `types are numbered by first appearance`() async throws {
        let fixture = try Fixture()

        let first = try await fixture.store.groupTypeIndexes(of: ["company", "workspace"], inProject: 1)
        let second = try await fixture.store.groupTypeIndexes(of: ["team", "company"], inProject: 1)

        #expect(first == ["company": 0, "workspace": 1])
        #expect(second == ["team": 2, "company": 0])
        #expect(try await fixture.store.groupTypes(inProject: 1).map(\.name) == ["company", "workspace", "team"])
    }

    @Test func `there are five at most`() async throws {
        let fixture = try Fixture()
        let names = ["a", "b", "c", "d", "e", "f"]

        let indexes = try await fixture.store.groupTypeIndexes(of: names, inProject: 1)

        #expect(indexes == ["a": 0, "b": 1, "c": 2, "d": 3, "e": 4])
        #expect(try await fixture.store.groupTypeIndexes(of: ["f"], inProject: 1) == [:])
    }

    @Test func `each project numbers its own`() async throws {
        let fixture = try Fixture()
        _ = try await fixture.store.groupTypeIndexes(of: ["company"], inProject: 1)

        let other = try await fixture.store.groupTypeIndexes(of: ["workspace", "company"], inProject: 2)

        #expect(other == ["workspace": 0, "company": 1])
    }

    @Test func `another process's types keep their numbers`() async throws {
        let fixture = try Fixture()
        _ = try await fixture.store.groupTypeIndexes(of: ["company"], inProject: 1)
        _ = try await fixture.beside().groupTypeIndexes(of: ["team"], inProject: 1)

        let indexes = try await fixture.store.groupTypeIndexes(of: ["workspace", "team"], inProject: 1)

        #expect(indexes == ["team": 1, "workspace": 2])
    }

    @Test func `a type without a name is none`() async throws {
        let fixture = try Fixture()

        #expect(try await fixture.store.groupTypeIndexes(of: [""], inProject: 1) == [:])
    }
}
