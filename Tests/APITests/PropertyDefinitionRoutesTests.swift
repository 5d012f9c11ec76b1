import HTTPTypes
import JSON
import Testing

struct PropertyDefinitionRoutesTests {
    private let path = "/api/projects/1/property_definitions/"

    @Test func `a defined property is listed, shown and changed`() async throws {
        let server = try await TestServer()

        let made = try await server.send(.post, path, #"{"name": "amount", "property_type": "Numeric"}"#)
        let id = try #require(made.json["id"]?.stringValue)
        let changed = try await server.send(.patch, path + id, #"{"property_type": "String"}"#)

        let listed = try await server.send(.get, path + "?search=AMO").json
        #expect(made.status == .created)
        #expect(made.json["is_numerical"] == true)
        #expect(made.json["type"] == "event")
        #expect(changed.json["property_type"] == "String")
        #expect(listed["results"] == [changed.json])
        #expect(try await server.send(.get, path + id).json == changed.json)
    }

    @Test func `each kind has its own list`() async throws {
        let server = try await TestServer()
        for body in [
            #"{"name": "size", "property_type": "Numeric"}"#,
            #"{"name": "size", "type": "person", "property_type": "String"}"#,
            #"{"name": "size", "type": "group", "group_type_index": 1, "property_type": "Boolean"}"#,
        ] {
            #expect(try await server.send(.post, path, body).status == .created)
        }

        let lists = ["", "?type=person", "?type=group&group_type_index=1", "?type=group&group_type_index=0"]

        var types: [[JSONValue?]] = []
        for query in lists {
            let rows = try await server.send(.get, path + query).json["results"]?.arrayValue ?? []
            types.append(rows.map { $0["property_type"] })
        }
        #expect(types == [["Numeric"], ["String"], ["Boolean"], []])
    }

    @Test(arguments: [
        (#"{"property_type": "Numeric"}"#, "name", "required"),
        (#"{"name": "x", "property_type": "Number"}"#, "property_type", "invalid_choice"),
        (#"{"name": "x", "type": "session", "property_type": "Numeric"}"#, "type", "invalid_choice"),
        (#"{"name": "x", "type": "group", "property_type": "Numeric"}"#, "group_type_index", "required"),
        (#"{"name": "x", "type": "group", "group_type_index": 5}"#, "group_type_index", "max_value"),
    ])
    func `what cannot be defined is refused`(body: String, attribute: String, code: String) async throws {
        let server = try await TestServer()

        let refused = try await server.send(.post, path, body)

        #expect(refused.status == .badRequest)
        #expect(refused.attr == .string(attribute))
        #expect(refused.code == code)
    }

    @Test func `another project's property is not there`() async throws {
        let server = try await TestServer()
        _ = try await server.send(.post, "/api/organizations/@current/projects/", #"{"name": "other"}"#)
        let made = try await server.send(.post, path, #"{"name": "amount", "property_type": "Numeric"}"#)
        let theirs = "/api/projects/2/property_definitions/"
        let id = try #require(made.json["id"]?.stringValue)

        let changed = try await server.send(.patch, theirs + id, #"{"property_type": "String"}"#)

        #expect(changed.status == .notFound)
        #expect(try await server.send(.get, theirs + id).status == .notFound)
        #expect(try await server.send(.get, theirs).json["count"] == 0)
    }
}
