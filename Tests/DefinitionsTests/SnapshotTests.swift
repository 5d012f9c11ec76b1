import Definitions
import GRDB
import JSON
import Storage
import Testing

struct SnapshotTests {
    @Test func `it holds the types that are not read as text`() async throws {
        let fixture = try Fixture()
        try await fixture.learn("amount", 5)
        try await fixture.learn("plan", "pro")
        try await fixture.learn("vip", true, of: .person)
        try await fixture.learn("since", "2024-01-01", of: .group(1))

        let snapshot = try await fixture.store.snapshot(ofProject: 1)

        #expect(snapshot.event == ["amount": .numeric])
        #expect(snapshot.person == ["vip": .boolean])
        #expect(snapshot.group == [1: ["since": .dateTime]])
        #expect(snapshot.groupTypes == [:])
    }

    @Test func `a project's types are its own`() async throws {
        let fixture = try Fixture()

        try await fixture.learn("amount", 5)

        #expect(try await fixture.store.snapshot(ofProject: 2).event == [:])
    }

    @Test func `the version changes when a type does`() async throws {
        let fixture = try Fixture()
        let first = try await fixture.store.snapshot(ofProject: 1).version

        try await fixture.learn("amount", 5)
        let learnt = try await fixture.store.snapshot(ofProject: 1).version
        _ = try await fixture.store.setType(.string, ofProperty: "amount", of: .event, inProject: 1)
        let setByHand = try await fixture.store.snapshot(ofProject: 1)
        _ = try await fixture.store.groupTypeIndexes(of: ["company"], inProject: 1)
        let grouped = try await fixture.store.snapshot(ofProject: 1)

        #expect(first < learnt)
        #expect(learnt < setByHand.version)
        #expect(setByHand.event == [:])
        #expect(setByHand.version < grouped.version)
        #expect(grouped.groupTypes == ["company": 0])
    }

    @Test func `the version stays when only texts and untyped properties come in`() async throws {
        let fixture = try Fixture()
        let first = try await fixture.store.snapshot(ofProject: 1)

        try await fixture.learn("plan", "pro")
        try await fixture.learn("cart", [1])

        #expect(try await fixture.store.snapshot(ofProject: 1) == first)
    }

    @Test func `the version survives a restart`() async throws {
        let fixture = try Fixture()
        try await fixture.learn("amount", 5)
        let before = try await fixture.store.snapshot(ofProject: 1)

        let after = try await fixture.beside().snapshot(ofProject: 1)

        #expect(after == before)
    }

    @Test func `a known snapshot costs no access to the database`() async throws {
        let fixture = try Fixture(snapshotLifetime: .seconds(60))
        let before = try await fixture.store.snapshot(ofProject: 1)

        try await fixture.database.write { db in try db.execute(sql: "DROP TABLE definition_version") }

        #expect(try await fixture.store.snapshot(ofProject: 1) == before)
    }

    @Test func `another process's changes are seen once the snapshot has expired`() async throws {
        let fixture = try Fixture(snapshotLifetime: .zero)
        _ = try await fixture.store.snapshot(ofProject: 1)

        _ = try await fixture.beside().setType(.numeric, ofProperty: "amount", of: .event, inProject: 1)

        #expect(try await fixture.store.snapshot(ofProject: 1).event == ["amount": .numeric])
    }
}
