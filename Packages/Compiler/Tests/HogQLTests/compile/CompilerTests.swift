import HogQL
import JSON
import Testing

struct CompilerTests {
    @Test(arguments: [
        ("SELECT count(), event AS e FROM events", ["count()", "e"]),
        (
            "SELECT properties.$browser, properties.cart.total, person.properties.email FROM events",
            ["$browser", "cart__total", "email"]
        ),
        ("SELECT e.event, e.event FROM events e", ["event", "event"]),
        ("SELECT * FROM (SELECT 1 AS a, 'b')", ["a", "'b'"]),
    ])
    func `columns have the names that HogQL gives them`(source: String, names: [String]) throws {
        #expect(try HogQLCompiler().compile(source, in: .example).columns.map(\.name) == names)
    }

    @Test func `a query tells what it reads and asks for`() throws {
        let source = "SELECT person_id FROM events WHERE event = {variables.b} AND 1 IN {variable.names}"

        let query = try HogQLCompiler().compile(source, in: .example)

        #expect(query.tables == ["events", "person_distinct_id_overrides"])
        #expect(query.usedVariables == ["b", "names"])
    }

    @Test(arguments: [
        String(repeating: "f(", count: 5_000) + "1" + String(repeating: ")", count: 5_000),
        String(repeating: "(SELECT ", count: 900) + "1" + String(repeating: ")", count: 900),
        String(repeating: "not ", count: 900) + "1",
        Array(repeating: "1", count: 3_000).joined(separator: " + "),
        "arrayMap(x -> " + String(repeating: "arrayMap(y -> ", count: 400) + "1"
            + String(repeating: ", [1])", count: 401),
    ])
    func `what is nested too deeply is refused`(expression: String) {
        #expect(throws: HogQLError.self) { try HogQLCompiler().compile("SELECT \(expression)", in: .example) }
    }

    @Test func `CTEs that multiply are refused`() {
        let steps = (1...20).map { "c\($0) AS (SELECT a.x FROM c\($0 - 1) a JOIN c\($0 - 1) b ON a.x = b.x)" }
        let source = "WITH c0 AS (SELECT 1 AS x), \(steps.joined(separator: ", ")) SELECT x FROM c20"

        #expect(throws: HogQLError.self) { try HogQLCompiler().compile(source, in: .example) }
    }

    @Test(arguments: [
        #"{"properties": [{"value": 1}]}"#, #"{"properties": [{"key": "a", "operator": "like"}]}"#,
        #"{"dateRange": 7}"#,
        #"{"properties": [{"key": "a", "type": "planet"}]}"#, #"{"dateRange": {"date_from": 7}}"#, "[]",
    ])
    func `filters that make no sense are refused with their path`(text: String) throws {
        let json = try JSONValue(parsing: Array(text.utf8))

        let error = #expect(throws: HogQLError.self) { try QueryFilters(json: json, path: "filters") }

        #expect(error?.code == .filter)
        #expect(error?.message.hasPrefix("filters") == true)
    }
}
