import HTTPTypes
import JSON
import Testing

struct InsightVariableRoutesTests {
    private let path = "/api/projects/1/insight_variables/"

    @Test func `a variable lives from its creation to its deletion`() async throws {
        let server = try await TestServer()

        let made = try await server.send(
            .post,
            path,
            #"{"name": "Order id", "type": "Number", "default_value": 1.50}"#
        )
        let id = try #require(made.json["id"]?.stringValue)
        #expect(made.status == .created)
        #expect(made.json["code_name"] == "order_id")
        #expect(made.json["values"] == .null)
        #expect(made.text.contains(#""default_value":1.50"#))
        #expect(try await server.send(.get, path).json["results"] == [made.json])
        #expect(try await server.send(.get, path + id).json == made.json)

        let changed = try await server.send(.patch, path + id, #"{"name": "Number", "default_value": null}"#)
        #expect(changed.json["name"] == "Number")
        #expect(changed.json["code_name"] == "order_id")
        #expect(changed.json["default_value"] == .null)
        #expect(changed.json["type"] == "Number")

        #expect(try await server.send(.delete, path + id).status == .noContent)
        #expect(try await server.send(.get, path + id).status == .notFound)
        #expect(try await server.send(.delete, path + id).status == .notFound)
    }

    @Test(arguments: [
        (#"{"type": "String"}"#, "name", "required"),
        (#"{"name": "x"}"#, "type", "required"),
        (#"{"name": "x", "type": "Text"}"#, "type", "invalid_choice"),
        (#"{"name": "Taken!", "type": "Date"}"#, "name", "unique"),
        (#"{"name": "x", "type": "List", "values": "a"}"#, "values", "not_a_list"),
    ])
    func `what makes no sense is refused`(body: String, attribute: String, code: String) async throws {
        let server = try await TestServer()
        _ = try await server.send(.post, path, #"{"name": "taken?", "type": "String"}"#)

        let refused = try await server.send(.post, path, body)

        #expect(refused.status == .badRequest)
        #expect(refused.attr == .string(attribute))
        #expect(refused.code == code)
    }
}
