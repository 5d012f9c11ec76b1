import ClickHouse
public import HogQL

extension QueryService {
    /// Compiles a query for a project without running it.
    ///
    /// - Throws: ``QueryError``.
    public func compile(
        _ query: HogQLQuery,
        for project: QueryProject,
        rows: RowWindow = RowWindow()
    ) async throws -> CompiledQuery {
        try await compiler.compile(query, for: project, rows: rows)
    }

    /// The names and types of a compiled query's columns; nil for a type that nobody knows.
    ///
    /// The engine is asked only where the compiler can't tell.
    public func columns(of compiled: CompiledQuery) async -> [CompiledColumn] {
        guard compiled.columns.contains(where: { $0.type == nil }),
            let found = try? await engine.columns(of: compiled.sql), found.count == compiled.columns.count
        else { return compiled.columns }
        return zip(compiled.columns, found).map { CompiledColumn(name: $0.name, type: $0.type ?? $1.type) }
    }
}
