import Definitions
import JSON
import Testing

@testable import Endpoints

struct VariableSyncTests {
    private static let text = "SELECT {variables.event} AS x"

    @Test func `a variable that is left out is filled in from the project`() async throws {
        let fixture = try Fixture()
        let variable = try await fixture.variable("event", default: "signup")

        let query = try await fixture.create(Fixture.hogQL(Self.text)).current.query

        #expect(query.variables == [StoredVariable(id: variable.id, codeName: "event", value: "signup")])
    }

    @Test func `the value a query brings beats the project's default`() async throws {
        let fixture = try Fixture()
        let variable = try await fixture.variable("event", default: "signup")
        var query = Fixture.hogQL(Self.text).objectValue ?? [:]
        query["variables"] = .object([
            variable.id: ["variableId": .string(variable.id), "code_name": "event", "value": "login"]
        ])

        let stored = try await fixture.create(.object(query)).current.query

        #expect(stored.variables.map(\.value) == ["login"])
    }

    @Test func `a variable that the text does not mention is dropped`() async throws {
        let fixture = try Fixture()
        let variable = try await fixture.variable("event", default: "signup")
        var query = Fixture.hogQL("SELECT 1 AS x").objectValue ?? [:]
        query["variables"] = .object([variable.id: ["variableId": .string(variable.id), "code_name": "event"]])

        #expect(try await fixture.create(.object(query)).current.query.json["variables"] == .null)
    }

    @Test func `all names that nobody defines are told`() async throws {
        let fixture = try Fixture()
        let text = "SELECT {variables.zz} AS x, {variables.aa} AS y"
        let refusal = try await fixture.refusal { try await fixture.create(Fixture.hogQL(text)) }
        #expect(refusal?.description.hasPrefix("Query references undefined variable(s): aa, zz.") == true)
    }

    @Test(arguments: [
        ("not-a-uuid", "Variable ID(s) not valid UUIDs: not-a-uuid. "),
        (
            "018f2f3a-0000-7000-8000-00000000dead",
            "Variable ID(s) not found: 018f2f3a-0000-7000-8000-00000000dead. Make sure the variables exist in "
                + "https://app.posthog.com/data-management/variables."
        ),
    ])
    func `ids have to be the project's`(id: String, message: String) async throws {
        let fixture = try Fixture()
        var query = Fixture.hogQL(Self.text).objectValue ?? [:]
        query["variables"] = .object([id: ["variableId": .string(id), "code_name": "event", "value": 1]])
        let refusal = try await fixture.refusal { try await fixture.create(.object(query)) }
        #expect(refusal?.field == "query")
        #expect(refusal?.description == message)
    }
}
