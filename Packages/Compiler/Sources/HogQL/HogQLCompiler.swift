import ClickHouse

/// Compiles HogQL to ClickHouse SQL.
///
/// The stages run in this order, and each knows only the one before it:
/// text → `Lexer` → tokens → `Parser` → tree (`Tree/`) → `PlaceholderFiller` → tree without placeholders →
/// `Resolver` → resolved tree → `RowLimiter` → `ClickHousePrinter` → SQL.
public struct HogQLCompiler: Sendable {
    /// The settings under which the engine must run what is compiled here, or NULLs, joins and texts come out otherwise.
    public static let engineSettings: [String: String] = [
        "transform_null_in": "1",
        "join_use_nulls": "0",
        "prefer_column_name_to_alias": "0",
        "output_format_json_escape_forward_slashes": "0",
        "optimize_min_equality_disjunction_chain_length": "4294967295",
        "max_ast_elements": "4000000",
        "max_expanded_ast_elements": "4000000",
    ]

    public init() {}

    /// Compiles one query for one project.
    ///
    /// - Throws: ``HogQLError`` with the place in `source`.
    public func compile(_ source: String, in context: CompilationContext) throws(HogQLError) -> CompiledQuery {
        try compile(try Parser.parseSelect(source), in: context)
    }

    /// Compiles a query that was built rather than written.
    public func compile(_ query: Query, in context: CompilationContext) throws(HogQLError) -> CompiledQuery {
        let filled = try PlaceholderFiller.fill(query, in: context)
        let resolved = try Resolver.resolve(filled.query, in: context)
        let page = try RowLimiter(window: context.rows).page(of: resolved.query, written: filled.query)
        return CompiledQuery(
            sql: try ClickHousePrinter.print(page.query),
            columns: resolved.query.columns.map { CompiledColumn(name: $0.name, type: $0.type) },
            hogql: HogQLPrinter.print(filled.query),
            limit: page.limit,
            offset: page.offset,
            hasProbeRow: page.hasProbeRow,
            usedVariables: filled.usedVariables,
            tables: resolved.tables
        )
    }
}
