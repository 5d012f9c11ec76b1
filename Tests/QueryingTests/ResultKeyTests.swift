import HogQL
import JSON
import Testing

@testable import Querying

struct ResultKeyTests {
    private static let plain = QueryRequest(
        HogQLQuery("SELECT {variables.a}", variables: ["a": 1, "b": 2]),
        for: QueryProject(id: 1)
    )

    private static func changed(_ change: (inout QueryRequest) -> Void) -> QueryRequest {
        var request = plain
        change(&request)
        return request
    }

    @Test(arguments: [
        changed { $0.project = QueryProject(id: 2) },
        changed { $0.project = QueryProject(id: 1, timezone: "Europe/Berlin") },
        changed { $0.project = QueryProject(id: 1, weekStartDay: .monday) },
        changed { $0.owner = "another" },
        changed { $0.query.text += " " },
        changed { $0.query.variables["a"] = "1" },
        changed { $0.query.variables["c"] = .null },
        changed { $0.query.values["a"] = 1 },
        changed { $0.query.filters["dateRange"] = ["date_from": "-7d"] },
        changed { $0.rows.limit = 10 },
        changed { $0.rows.offset = 10 },
    ])
    func `whatever can change the answer changes the key`(request: QueryRequest) {
        #expect(ResultKey(request) != ResultKey(Self.plain))
    }

    @Test func `definitions that read differently change the key`() {
        #expect(ResultKey(Self.plain, schemaVersion: 1) != ResultKey(Self.plain, schemaVersion: 2))
    }

    @Test func `how fresh an answer has to be does not change the key`() {
        let request = Self.changed {
            $0.refresh = .always
            $0.freshFor = .seconds(1)
        }
        #expect(ResultKey(request) == ResultKey(Self.plain))
    }

    @Test func `the order of keys in filters does not change the key`() {
        let first = Self.changed { $0.query.filters = ["a": 1, "b": 2] }
        let second = Self.changed { $0.query.filters = ["b": 2, "a": 1] }
        #expect(ResultKey(first) == ResultKey(second))
    }

    @Test func `a key is its text`() {
        let key = ResultKey(Self.plain)
        #expect(key.text.count == 64)
        #expect(ResultKey(projectID: 1, text: key.text) == key)
        #expect(ResultKey(projectID: 1, text: "short") == nil)
    }
}
