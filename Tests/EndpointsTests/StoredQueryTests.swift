import JSON
import Testing

@testable import Endpoints

struct StoredQueryTests {
    private func field(_ query: JSONValue) -> String? {
        do {
            _ = try StoredQuery(query)
            return nil
        } catch {
            return error.field
        }
    }

    @Test func `known fields that say nothing are there as null`() throws {
        let query = try StoredQuery(["kind": "HogQLQuery", "query": "SELECT 1"])
        #expect(
            query.json.keys == [
                "explain", "filters", "kind", "modifiers", "name", "query", "response", "tags", "values", "variables",
                "version",
            ]
        )
        #expect(query.json["filters"] == .null)
    }

    @Test func `a query sent back as it was echoed is the same`() throws {
        let query = try StoredQuery(["kind": "TrendsQuery", "series": [["kind": "EventsNode", "event": "a"]]])
        #expect(try query.isSame(as: StoredQuery(.object(query.json))))
    }

    @Test(
        arguments: [
            ["query": "SELECT 1", "kind": "HogQLQuery"],
            ["kind": "HogQLQuery", "query": "SELECT 1", "filters": nil, "explain": nil],
        ] as [JSONValue]
    )
    func `the order of keys and explicit nulls don't count`(same: JSONValue) throws {
        let query = try StoredQuery(["kind": "HogQLQuery", "query": "SELECT 1"])
        #expect(try query.isSame(as: StoredQuery(same)))
    }

    @Test func `another text is another query`() throws {
        let query = try StoredQuery(["kind": "HogQLQuery", "query": "SELECT 1"])
        #expect(try !query.isSame(as: StoredQuery(["kind": "HogQLQuery", "query": "SELECT 1 "])))
    }

    @Test(
        arguments: [
            ("SELECT 1", "query"),
            ([:], "query"),
            (["query": "SELECT 1"], "query"),
            (["kind": "EventsQuery", "select": ["*"]], "query"),
            (["kind": "HogQLQuery"], "query__query"),
            (["kind": "HogQLQuery", "query": 1], "query__query"),
            (["kind": "HogQLQuery", "query": "SELECT 1", "colour": "red"], "query__colour"),
            (["kind": "TrendsQuery"], "query__series"),
            (["kind": "PathsQuery", "pathsFilter": []], "query__pathsFilter"),
        ] as [(JSONValue, String)]
    )
    func `a wrong shape is refused with its place`(query: JSONValue, field: String) {
        #expect(self.field(query) == field)
    }

    @Test(arguments: QueryKind.allCases)
    func `every kind lists each field once, by name`(kind: QueryKind) {
        let names = kind.fields.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.contains("kind"))
    }

    @Test(
        arguments: [
            (["breakdown": "$browser"], ["$browser"]),
            (["breakdown": ["$browser", "$os"]], ["$browser", "$os"]),
            (["breakdowns": [["property": "$os"], ["property": "plan"]]], ["$os", "plan"]),
            ([:], []),
        ] as [(JSONValue, [String])]
    )
    func `breakdowns are read in every spelling`(filter: JSONValue, names: [String]) throws {
        #expect(try StoredQuery(["kind": "TrendsQuery", "series": [], "breakdownFilter": filter]).breakdowns == names)
    }
}
