import JSON
import Testing

@testable import Querying

struct QueryAnswerTests {
    private func answer(_ detail: QueryAnswer.Detail) async throws -> JSONValue {
        let fixture = try Fixture()
        fixture.answer(1)
        let answer = try await fixture.queries.answer(fixture.request(freshFor: .seconds(300)))
        return try JSONValue(parsing: answer.body(detail) { $0.appendMember("name", "n") })
    }

    @Test func `the members have PostHog's order, results first`() async throws {
        let keys = try await answer(.plain).objectValue?.keys
        #expect(
            keys == [
                "results", "columns", "types", "is_cached", "last_refresh", "cache_target_age",
                "next_allowed_client_refresh", "timezone", "hasMore", "limit", "offset", "query_status", "error",
                "name",
            ]
        )
    }

    @Test func `the target lies a window after the refresh`() async throws {
        let answer = try await answer(.plain)
        #expect(answer["last_refresh"] == "2026-05-28T20:26:40Z")
        #expect(answer["cache_target_age"] == "2026-05-28T20:31:40Z")
    }

    @Test func `debug tells how it was made`() async throws {
        let keys = Set(try await answer(.debug).objectValue?.keys ?? [])
        #expect(keys.isSuperset(of: ["hogql", "clickhouse", "timings", "modifiers", "cache_key", "explain"]))
    }
}
