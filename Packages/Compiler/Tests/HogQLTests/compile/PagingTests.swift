import ClickHouse
import HogQL
import Testing

struct PagingTests {
    private func compiled(_ source: String, limit: Int? = nil, offset: Int? = nil) throws -> CompiledQuery {
        var context = CompilationContext.example
        context.rows.limit = limit
        context.rows.offset = offset
        return try HogQLCompiler().compile(source, in: context)
    }

    @Test(
        arguments: [
            ("SELECT 1", nil, nil, " LIMIT 101", 100, 0, true),
            ("SELECT 1 LIMIT 30", nil, nil, " LIMIT 30", 30, 0, false),
            ("SELECT 1 LIMIT 60000", nil, nil, " LIMIT 50001", 50_000, 0, true),
            ("SELECT 1 LIMIT 30 OFFSET 5", nil, nil, " LIMIT 30 OFFSET 5", 30, 5, false),
            ("SELECT 1 LIMIT 1000", 10, nil, " LIMIT 11", 10, 0, true),
            ("SELECT 1 LIMIT 30", 20, 20, " LIMIT 10 OFFSET 20", 20, 20, false),
            ("SELECT 1 LIMIT 30", 20, 30, " LIMIT 0 OFFSET 30", 20, 30, false),
            ("SELECT 1 LIMIT 30 OFFSET 5", 10, 10, " LIMIT 11 OFFSET 15", 10, 10, true),
            ("SELECT 1", 7, 3, " LIMIT 8 OFFSET 3", 7, 3, true),
        ] as [(String, Int?, Int?, String, Int?, Int, Bool)]
    )
    func `a page lies inside of the query's own limit`(
        source: String,
        limit: Int?,
        offset: Int?,
        clause: String,
        shown: Int?,
        skipped: Int,
        hasProbeRow: Bool
    ) throws {
        let query = try compiled(source, limit: limit, offset: offset)

        #expect(query.sql.text.hasSuffix(clause), "\(query.sql.text)")
        #expect(query.limit == shown)
        #expect(query.offset == skipped)
        #expect(query.hasProbeRow == hasProbeRow)
    }

    @Test func `a limit that is an expression is capped`() throws {
        #expect(try compiled("SELECT 1 LIMIT 2 + 1").sql.text.hasSuffix(" LIMIT least(plus(2, 1), 50000)"))
    }

    @Test func `a union cannot be paged`() throws {
        let source = "SELECT 1 AS x UNION ALL SELECT 2 AS x"

        #expect(throws: HogQLError.self) { try compiled(source, limit: 2) }
        #expect(try compiled(source).limit == 100)
    }
}
