import Definitions
import HogQL
import JSON
import Querying

/// A query that may be stored, with what is known about its answer.
struct CheckedQuery: Sendable {
    let query: StoredQuery
    /// Nil when nobody can tell.
    let columns: [EndpointColumn]?
}

/// Checks a query before it is stored: its shape, its text, its variables.
struct QueryChecker: Sendable {
    let queries: QueryService
    let variables: InsightVariableStore

    /// - Throws: ``EndpointError`` about the field `query`.
    func check(_ json: JSONValue, for project: QueryProject) async throws -> CheckedQuery {
        let query = try StoredQuery(json)
        guard query.kind == .hogQL else { return CheckedQuery(query: query, columns: nil) }
        let mentioned = try mentionedVariables(of: query)
        let sync = VariableSync(known: try await variables.variables(inProject: project.id))
        let complete = query.replacingVariables(try sync.variables(of: query, mentioned: mentioned))
        do {
            let compiled = try await queries.compile(complete.hogQL, for: project)
            let columns = await queries.columns(of: compiled).map { EndpointColumn(name: $0.name, type: $0.type) }
            return CheckedQuery(query: complete, columns: columns)
        } catch let error as QueryError {
            throw Self.invalid(error)
        }
    }

    private func mentionedVariables(of query: StoredQuery) throws(EndpointError) -> [String] {
        do {
            return try HogQLCompiler().variables(in: query.text)
        } catch {
            throw Self.invalid(.language(error, source: query.text))
        }
    }

    private static func invalid(_ error: QueryError) -> EndpointError {
        .invalid(field: "query", "Invalid HogQL query: \(error.message)")
    }
}

extension StoredQuery {
    /// A HogQL query as it runs when a request says nothing.
    var hogQL: HogQLQuery {
        HogQLQuery(
            text,
            variables: Dictionary(variables.map { ($0.codeName, $0.value) }) { first, _ in first },
            values: json["values"]?.objectValue ?? [:],
            filters: json["filters"]?.objectValue ?? [:]
        )
    }
}
