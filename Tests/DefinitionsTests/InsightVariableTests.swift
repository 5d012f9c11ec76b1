import Definitions
import JSON
import Testing

struct InsightVariableTests {
    @Test(arguments: [
        ("Currency", "currency"), ("order id", "order_id"), ("v_0a1b", "v_0a1b"), ("Net/Gross (€)", "net_gross____"),
        ("Größe", "größe"), ("a-b.c", "a_b_c"),
    ])
    func `the code name is the name in lower case with underscores`(name: String, codeName: String) {
        #expect(InsightVariable.codeName(for: name) == codeName)
    }

    @Test func `a variable is what was asked for`() async throws {
        let fixture = try Fixture()
        let settings = InsightVariableSettings(name: "Plan", kind: .list, defaultValue: "pro", values: ["pro", "free"])

        let made = try await fixture.variables.create(settings, inProject: 1, by: nil)

        #expect(made.codeName == "plan")
        #expect(made.kind == .list)
        #expect(made.defaultValue == "pro")
        #expect(made.values == ["pro", "free"])
        #expect(made.createdAt == Fixture.moment)
        #expect(try await fixture.variables.variables(inProject: 1) == [made])
    }

    @Test func `code names are unique in a project`() async throws {
        let fixture = try Fixture()
        let settings = InsightVariableSettings(name: "Order id")
        _ = try await fixture.variables.create(settings, inProject: 1, by: nil)

        await #expect(throws: DefinitionError.variableExists(codeName: "order_id")) {
            try await fixture.variables.create(InsightVariableSettings(name: "order-ID"), inProject: 1, by: nil)
        }

        _ = try await fixture.variables.create(settings, inProject: 2, by: nil)
    }

    @Test func `a change is seen at once and leaves the rest`() async throws {
        let fixture = try Fixture()
        let settings = InsightVariableSettings(name: "Currency", kind: .string, defaultValue: "CHF")
        let made = try await fixture.variables.create(settings, inProject: 1, by: nil)
        _ = try await fixture.variables.variables(inProject: 1)

        let change = InsightVariableSettings(name: "Money", defaultValue: .null)
        _ = try await fixture.variables.update(id: made.id, inProject: 1, change)

        let changed = try #require(try await fixture.variables.variable(id: made.id, inProject: 1))
        #expect(changed.name == "Money")
        #expect(changed.codeName == "currency")
        #expect(changed.defaultValue == .null)
        #expect(changed.kind == .string)
    }

    @Test func `another project's variable is not there`() async throws {
        let fixture = try Fixture()
        let made = try await fixture.variables.create(InsightVariableSettings(name: "x"), inProject: 1, by: nil)

        #expect(try await fixture.variables.variable(id: made.id, inProject: 2) == nil)
        #expect(try await fixture.variables.update(id: made.id, inProject: 2, InsightVariableSettings()) == nil)
        #expect(try await !fixture.variables.delete(id: made.id, inProject: 2))
    }

    @Test func `a deleted variable is gone and its code name free`() async throws {
        let fixture = try Fixture()
        let settings = InsightVariableSettings(name: "x")
        let made = try await fixture.variables.create(settings, inProject: 1, by: nil)

        #expect(try await fixture.variables.delete(id: made.id, inProject: 1))

        #expect(try await fixture.variables.variables(inProject: 1) == [])
        _ = try await fixture.variables.create(settings, inProject: 1, by: nil)
    }

    @Test(arguments: [
        ("", DefinitionError.nameBlank), ("  ", .nameBlank),
        (String(repeating: "x", count: 401), .nameTooLong(limit: 400)),
    ])
    func `a name that is none is refused`(name: String, error: DefinitionError) async throws {
        let fixture = try Fixture()

        await #expect(throws: error) {
            try await fixture.variables.create(InsightVariableSettings(name: name), inProject: 1, by: nil)
        }
    }
}
