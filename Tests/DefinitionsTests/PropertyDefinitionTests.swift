import Definitions
import JSON
import Testing

struct PropertyDefinitionTests {
    @Test func `a property can be defined before it is sent`() async throws {
        let fixture = try Fixture()

        let made = try await fixture.store.setType(.numeric, ofProperty: "employees", of: .group(0), inProject: 1)

        #expect(made.owner == .group(0))
        #expect(made.propertyType == .numeric)
        #expect(try await fixture.store.property(id: made.id, inProject: 1) == made)
        #expect(try await fixture.store.property(id: made.id, inProject: 2) == nil)
    }

    @Test func `defining it again changes the one that is there`() async throws {
        let fixture = try Fixture()
        let made = try await fixture.store.setType(.numeric, ofProperty: "age", of: .person, inProject: 1)

        let again = try await fixture.store.setType(.string, ofProperty: "age", of: .person, inProject: 1)

        #expect(again.id == made.id)
        #expect(try await fixture.definitions(.person) == [again])
    }

    @Test(arguments: [
        ("amount", ["Amount total", "amount"]), ("TOTAL", ["Amount total"]), ("%", ["100%"]), ("_", ["a_b"]),
        ("", ["100%", "Amount total", "a_b", "amount"]), ("\\", []),
    ])
    func `search takes a part of the name, in whichever case`(search: String, names: [String]) async throws {
        let fixture = try Fixture()
        for name in ["amount", "Amount total", "100%", "a_b"] { try await fixture.learn(name, 1) }
        let filter = PropertyDefinitionFilter(kind: .event, search: search)

        let page = try await fixture.store.properties(filter, inProject: 1, limit: 100, offset: 0)

        #expect(page.definitions.map(\.name) == names)
        #expect(page.count == names.count)
    }

    @Test func `a page is a part and the count the whole`() async throws {
        let fixture = try Fixture()
        for name in ["a", "b", "c"] { try await fixture.learn(name, 1) }

        let page = try await fixture.store.properties(PropertyDefinitionFilter(), inProject: 1, limit: 1, offset: 1)

        #expect(page.definitions.map(\.name) == ["b"])
        #expect(page.count == 3)
    }

    @Test func `properties of one group type can be asked for`() async throws {
        let fixture = try Fixture()
        for index in 0...1 { try await fixture.learn("size", 1, of: .group(index)) }
        let filter = PropertyDefinitionFilter(kind: .group, groupTypeIndex: 1)

        let page = try await fixture.store.properties(filter, inProject: 1, limit: 100, offset: 0)

        #expect(page.definitions.map(\.owner) == [.group(1)])
    }

    @Test(arguments: [
        ("", PropertyOwner.event, DefinitionError.nameBlank),
        (String(repeating: "x", count: 401), .event, .nameTooLong(limit: 400)),
        ("size", .group(5), .groupTypeIndexOutOfRange(5)),
        ("size", .group(-1), .groupTypeIndexOutOfRange(-1)),
    ])
    func `what cannot be defined is refused`(
        name: String,
        owner: PropertyOwner,
        error: DefinitionError
    ) async throws {
        let fixture = try Fixture()

        await #expect(throws: error) {
            try await fixture.store.setType(.string, ofProperty: name, of: owner, inProject: 1)
        }
    }
}
