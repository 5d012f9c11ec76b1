public import Definitions
public import HogQL
import JSON
public import Storage

/// Compiles queries with what is known about their projects; no engine is needed for it.
public struct QueryCompiler: Sendable {
    let schemas: ProjectSchemas
    private let clock: Clock

    public init(_ definitions: DefinitionStore, clock: Clock = .system) {
        schemas = ProjectSchemas(definitions)
        self.clock = clock
    }

    /// Compiles a query for a project.
    ///
    /// - Throws: ``QueryError``.
    public func compile(
        _ query: HogQLQuery,
        for project: QueryProject,
        rows: RowWindow = RowWindow()
    ) async throws -> CompiledQuery {
        try compile(query, for: project, rows: rows, try await schemas.schema(of: project.id))
    }

    func compile(
        _ query: HogQLQuery,
        for project: QueryProject,
        rows: RowWindow,
        _ schema: ProjectSchema
    ) throws(QueryError) -> CompiledQuery {
        do {
            var context = CompilationContext(project, schema)
            context.variables = query.variables
            context.values = Dictionary(query.values.members.map { ($0.key, $0.value) }) { $1 }
            context.filters = try Self.filters(of: query, for: project)
            context.now = clock.now().microseconds
            context.rows = rows
            return try HogQLCompiler().compile(query.text, in: context)
        } catch {
            throw .language(error, source: query.text)
        }
    }

    private static func filters(of query: HogQLQuery, for project: QueryProject) throws(HogQLError) -> QueryFilters {
        guard !query.filters.isEmpty else { return QueryFilters() }
        let testAccounts = try QueryFilters.filters(project.testAccountFilters, "test_account_filters")
        return try QueryFilters(json: .object(query.filters), testAccountProperties: testAccounts)
    }
}
