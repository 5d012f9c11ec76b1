import Definitions
import Foundation
import JSON

/// Brings the variables of a HogQL query in line with its text and with what the project has.
///
/// A client may leave `variables` out, or send too many: what is stored is exactly what the text mentions.
struct VariableSync {
    /// The variables of the project.
    let known: [InsightVariable]

    /// The variables to store with a query whose text mentions `mentioned`.
    func variables(of query: StoredQuery, mentioned: [String]) throws(EndpointError) -> [StoredVariable] {
        let given = try given(in: query)
        var missing: [String] = []
        var variables: [StoredVariable] = []
        for name in mentioned {
            if let variable = given.first(where: { $0.codeName == name }) {
                variables.append(variable)
            } else if let definition = known.first(where: { $0.codeName == name }) {
                variables.append(StoredVariable(id: definition.id, codeName: name, value: definition.defaultValue))
            } else {
                missing.append(name)
            }
        }
        guard missing.isEmpty else {
            throw .invalid(
                field: "query",
                "Query references undefined variable(s): \(missing.sorted().joined(separator: ", ")). "
                    + "See https://posthog.com/docs/endpoints/variables for detail."
            )
        }
        return variables
    }

    /// What the request sends, with names and values filled in from the project where they are left out.
    private func given(in query: StoredQuery) throws(EndpointError) -> [StoredVariable] {
        let entries = query.json["variables"]?.objectValue ?? [:]
        try check(entries.keys)
        return entries.members.compactMap { id, entry in
            guard let definition = known.first(where: { $0.id == id.lowercased() }) else { return nil }
            let isNull = entry["isNull"]?.boolValue == true
            let value = entry["value"] ?? .null
            return StoredVariable(
                id: definition.id,
                codeName: entry["code_name"]?.stringValue ?? definition.codeName,
                value: isNull ? .null : value.isNull ? definition.defaultValue : value
            )
        }
    }

    private func check(_ ids: [String]) throws(EndpointError) {
        let malformed = ids.filter { UUID(uuidString: $0) == nil }
        guard malformed.isEmpty else {
            // The blank at the end is PostHog's.
            throw .invalid(field: "query", "Variable ID(s) not valid UUIDs: \(malformed.joined(separator: ", ")). ")
        }
        let unknown = ids.filter { id in !known.contains { $0.id == id.lowercased() } }
        guard unknown.isEmpty else {
            throw .invalid(
                field: "query",
                "Variable ID(s) not found: \(unknown.joined(separator: ", ")). Make sure the variables exist in "
                    + "https://app.posthog.com/data-management/variables."
            )
        }
    }
}
