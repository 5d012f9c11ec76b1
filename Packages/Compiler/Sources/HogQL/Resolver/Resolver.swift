import ClickHouse

/// Looks up every name of a query: tables, fields, aliases, functions, and what the project knows about types.
///
/// There is one method for each kind of node. What it cannot resolve it refuses; nothing is passed on by guess.
struct Resolver {
    /// How deep a query may be nested: this stage and the printer recurse, and a stack that overflows ends the process.
    static let maximumDepth = 250
    /// How often CTEs may be put in the place of their names; each use is resolved anew.
    static let maximumExpansions = 500

    let context: CompilationContext
    /// The names of the tables that are read.
    var tables: Set<String> = []
    /// How properties are read in the current place.
    var propertyForm = PropertyForm.typed
    /// The printed names of the tables that are read directly: their guards stand in the SELECT they are in.
    var directSources: Set<String> = []
    /// The aggregate function around the current place.
    var aggregate: String?
    /// The conditions of joins compare plainly, or the engine could not join by them.
    var isInJoinCondition = false
    private var depth = 0
    private var expansions = 0

    init(_ context: CompilationContext) {
        self.context = context
    }

    static func resolve(
        _ query: Query,
        in context: CompilationContext
    ) throws(HogQLError) -> (query: ResolvedQuery, tables: [String]) {
        var resolver = Resolver(context)
        let resolved = try resolver.resolve(query, ctes: [:])
        return (resolved, resolver.tables.sorted())
    }

    var tenant: TenantGuard { TenantGuard(projectID: context.projectID) }

    /// Runs one level deeper.
    mutating func descend<Result>(
        at range: SourceRange?,
        _ body: (inout Resolver) throws(HogQLError) -> Result
    ) throws(HogQLError) -> Result {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            throw HogQLError(
                .tooDeep,
                "The query is nested too deeply: more than \(Self.maximumDepth) levels.",
                at: range
            )
        }
        return try body(&self)
    }

    /// Counts one use of a CTE.
    mutating func countExpansion(at range: SourceRange?) throws(HogQLError) {
        expansions += 1
        guard expansions <= Self.maximumExpansions else {
            throw HogQLError(.query, "Too many CTE expansions (\(Self.maximumExpansions)+).", at: range)
        }
    }
}

extension HogQLError {
    /// What the language has and this compiler doesn't.
    static func notYet(_ what: String, at range: SourceRange?) -> HogQLError {
        HogQLError(.unsupported, "\(what) is not supported yet.", at: range)
    }
}
