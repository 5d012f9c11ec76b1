import ClickHouse
import HogQL
import JSON
import Storage
import Testing

@testable import Querying

struct ResultBuilderTests {
    private func result(_ chunks: [[String]], limit: Int?) -> StoredResult {
        let builder = ResultBuilder(limit: limit)
        for rows in chunks {
            builder.add(RowChunk(bytes: Array(rows.joined(separator: ",").utf8), count: rows.count))
        }
        let compiled = CompiledQuery(
            sql: "SELECT 1",
            columns: [CompiledColumn(name: "n", type: nil)],
            hogql: "SELECT 1",
            limit: limit,
            offset: 0,
            hasProbeRow: limit != nil,
            usedVariables: [],
            tables: []
        )
        let statistics = QueryStatistics(columns: [ResultColumn(name: "p0", type: .int(bits: 64))])
        return builder.finish(
            compiled,
            statistics: statistics,
            project: QueryProject(id: 1),
            computedAt: Timestamp(microseconds: 0)
        )
    }

    private func rows(_ result: StoredResult) throws -> JSONValue? {
        try JSONValue(parsing: result.head + [UInt8(ascii: "}")])["results"]
    }

    @Test func `rows come first, then the compiler's names and the engine's types`() {
        let head = String(decoding: result([["[1]"], ["[2]", "[3]"]], limit: 10).head, as: UTF8.self)
        #expect(head == #"{"results":[[1],[2],[3]],"columns":["n"],"types":[["n","Int64"]]"#)
    }

    @Test(
        arguments: [
            ([["[1]", "[2]"]], 2, [[1], [2]], false),
            ([["[1]", "[2]", "[3]"]], 2, [[1], [2]], true),
            ([["[1]", "[2]"], ["[3]"]], 2, [[1], [2]], true),
            ([["[1]"], ["[2]", "[3]"]], 2, [[1], [2]], true),
            ([["[1]"]], 0, [], true),
            ([], 2, [], false),
        ] as [([[String]], Int, JSONValue, Bool)]
    )
    func `a row beyond the limit is left out and told`(
        chunks: [[String]],
        limit: Int,
        expected: JSONValue,
        hasMore: Bool
    ) throws {
        let result = result(chunks, limit: limit)
        #expect(try rows(result) == expected)
        #expect(result.hasMore == hasMore)
    }

    @Test func `brackets and quotes inside values do not end a row`() throws {
        let tricky = [#"["],[\"]\\",[1,[2]],{"a":"}]"}]"#, #"["\\\\"]"#, "[9]"]
        let result = result([tricky], limit: 2)
        #expect(try rows(result) == [["],[\"]\\", [1, [2]], ["a": "}]"]], ["\\\\"]])
    }

    @Test func `equal results have equal tags, other results and other projects have others`() {
        let first = result([["[1]"]], limit: 5)
        #expect(first.entityTag == result([["[1]"]], limit: 5).entityTag)
        #expect(first.entityTag != result([["[2]"]], limit: 5).entityTag)
        #expect(first.entityTag.hasPrefix("W/\""))
    }
}
