import HTTPTypes
import JSON
import Testing

@testable import API

/// How bodies are read before a handler sees them.
struct BodyTests {
    private let things = "/api/projects/1/things/"

    @Test(arguments: [
        "{", "{bad}", #"{"name": "x""#, #"{"name": "x",}"#, "{'name': 'x'}", #"{"name": "x"} more"#,
        #"{"input": NaN}"#, #"{"input": -Infinity}"#, "nul",
    ])
    func `what is no JSON is a parse error`(body: String) async throws {
        let server = try await TestServer()

        let response = try await server.send(.post, things, body)

        #expect(response.status == .badRequest)
        #expect(response.code == "parse_error")
        #expect(response.detail?.hasPrefix("JSON parse error - ") == true)
    }

    @Test func `the place of an error is told in the words of PostHog`() async throws {
        let server = try await TestServer()

        let response = try await server.send(.post, things, "{bad}")

        #expect(
            response.detail
                == "JSON parse error - Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"
        )
    }

    @Test func `invalid UTF-8 is a parse error`() async throws {
        let server = try await TestServer()

        let response = try await server.send(.post, things, bytes: [0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D])

        #expect(response.code == "parse_error")
    }

    @Test func `JSON may be nested 128 levels deep and no deeper`() async throws {
        let server = try await TestServer()
        let nested = { (levels: Int) in
            #"{"name":"x","input":"# + String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
                + "}"
        }

        #expect(try await server.send(.post, things, nested(100)).status == .created)
        for levels in [129, 200, 100_000] {
            #expect(try await server.send(.post, things, nested(levels)).code == "parse_error")
        }
    }

    @Test(arguments: [("[]", "list"), (#""x""#, "str"), ("5", "int"), ("true", "bool")])
    func `a body that is no object is invalid`(body: String, type: String) async throws {
        let server = try await TestServer()

        let response = try await server.send(.post, things, body)

        #expect(response.code == "invalid_input")
        #expect(response.detail == "Invalid data. Expected a dictionary, but got \(type).")
        #expect(response.attr == .null)
    }

    @Test func `null is no data and nothing is an empty object`() async throws {
        let server = try await TestServer()

        let null = try await server.send(.post, things, "null")
        let nothing = try await server.send(.post, things, "")

        #expect(null.code == "null" && null.detail == "No data provided")
        #expect(nothing.code == "required" && nothing.attr == "name")
    }

    @Test func `forms are understood where JSON is`() async throws {
        let server = try await TestServer()
        let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded; charset=utf-8"]

        let made = try await server.send(.post, things, "name=From+%C3%BC&count=3&input=%5B1%5D", headers: form)
        let text = try await server.send(.post, things, "name=x", headers: [.contentType: "text/plain"])

        #expect(made.json == ["name": "From ü", "count": 3, "input": [1]])
        #expect(text.status == .unsupportedMediaType)
        #expect(text.detail == #"Unsupported media type "text/plain" in request."#)
    }

    @Test func `a body above the limit is refused whatever place the key has`() async throws {
        let server = try await TestServer(configuration: APIConfiguration(bodyBytes: 20))
        let large = #"{"name":"\#(String(repeating: "x", count: 20))"}"#

        let header = try await server.send(.post, things, large)
        let query = try await server.send(.post, "\(things)?personal_api_key=\(server.key)", large, key: nil)
        let none = try await server.send(.post, things, large, key: nil)

        #expect(header.status == .contentTooLarge)
        #expect(query.status == .contentTooLarge)
        #expect(none.status == .unauthorized)
    }

    @Test func `a body above the limit of its route is refused`() async throws {
        let server = try await TestServer()

        let fits = try await server.send(.post, "/bytes/", String(repeating: "x", count: 100), key: nil)
        let large = try await server.send(.post, "/bytes/", String(repeating: "x", count: 101), key: nil)

        #expect(fits.json == 100)
        #expect(large.status == .contentTooLarge)
        #expect(Set(large.json.objectValue?.keys ?? []) == ["type", "code", "detail", "attr"])
    }
}
