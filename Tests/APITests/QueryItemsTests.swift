import JSON
import Testing

@testable import API

/// Query strings and the negotiation of media types.
struct QueryItemsTests {
    @Test func `names and values are decoded`() {
        let items = QueryItems(parsing: "a=1&b=two+w%C3%B6rds&a=2&empty&c=%zz&d=x%3D%26")

        #expect(items["a"] == "2")
        #expect(items.values(of: "a") == ["1", "2"])
        #expect(items["b"] == "two wörds")
        #expect(items["empty"] == "")
        #expect(items["c"] == "%zz")
        #expect(items["d"] == "x=&")
        #expect(items["none"] == nil)
    }

    @Test func `items are written sorted and encoded`() {
        let items = QueryItems(parsing: "b=a b&a=~/ü&b=1")

        #expect(items.sortedText == "a=~%2F%C3%BC&b=a+b&b=1")
    }

    @Test func `a plus in a path stands for itself`() {
        #expect(QueryItems.decodedPath("a+b%20c%2F") == "a+b c/")
    }

    @Test(
        arguments: [
            (nil, "application/json"), ("*/*", "application/json"), ("text/csv", "text/csv"),
            ("text/*", "text/csv"), ("text/csv;q=0.5, application/json", "application/json"),
            ("application/json;q=0.1, text/csv;q=0.2", "text/csv"), ("application/xml", nil),
            ("*/*, text/csv;q=0", "application/json"), ("application/json;q=0, */*", "text/csv"),
        ] as [(String?, String?)]
    )
    func `the best of what is offered is chosen`(header: String?, chosen: String?) {
        #expect(MediaType.chosen(from: ["application/json", "text/csv"], accept: header) == chosen)
    }

    @Test func `query parameters are checked`() throws {
        let parameter = QueryParameter("n", .integer(minimum: 1), "A number.", isRequired: true)

        #expect(try parameter.value(in: QueryItems(parsing: "n=5")) == 5)
        let bad = #expect(throws: APIError.self) { try parameter.value(in: QueryItems(parsing: "n=x")) }
        let missing = #expect(throws: APIError.self) { try parameter.value(in: QueryItems()) }
        #expect(bad?.attribute == "n" && bad?.code == "invalid_input")
        #expect(missing?.code == "required")
    }
}
