import Access
import Endpoints
import JSON
import Storage

/// Writes endpoints and versions as clients see them.
struct EndpointRepresentation {
    let origin: String
    let journal: RunJournal
    /// The users who made what is shown, by their number.
    let authors: [Int: User]

    /// An endpoint with its current version.
    func json(_ endpoint: Endpoint) -> JSONValue {
        .object(members(endpoint, endpoint.current, isVersionView: false))
    }

    /// One version, with what belongs to the endpoint around it.
    func json(_ version: EndpointVersion, of endpoint: Endpoint) -> JSONValue {
        var object = members(endpoint, version, isVersionView: true)
        object["version"] = JSONValue(version.number)
        object["version_id"] = .string(version.id)
        object["endpoint_is_active"] = .bool(endpoint.isActive)
        object["version_created_at"] = .string(version.createdAt.iso8601)
        object["version_updated_at"] = JSONValue(version.updatedAt?.iso8601)
        object["version_created_by"] = author(version.createdByID)
        return .object(object)
    }

    private func members(_ endpoint: Endpoint, _ version: EndpointVersion, isVersionView: Bool) -> JSONObject {
        let path = "/api/environments/\(endpoint.projectID)/endpoints/\(endpoint.name)/run"
        let page = "\(origin)/project/\(endpoint.projectID)/endpoints/\(endpoint.name)"
        let lastExecution = isVersionView ? journal.lastExecution(of: version) : journal.lastExecution(of: endpoint)
        return [
            "id": .string(endpoint.id),
            "name": .string(endpoint.name),
            "description": .string(version.description),
            "query": .object(version.query.json),
            "is_active": .bool(isVersionView ? version.isActive : endpoint.isActive),
            "cache_age_seconds": JSONValue(version.freshness.cacheAgeSeconds),
            "data_freshness_seconds": JSONValue(version.freshness.dataFreshnessSeconds),
            "sync_frequency": .string(version.freshness.cadence.rawValue),
            "endpoint_path": .string(path),
            "url": isVersionView ? .null : .string(origin + path),
            "ui_url": isVersionView ? .null : .string(page),
            "created_at": .string(endpoint.createdAt.iso8601),
            "updated_at": .string(endpoint.updatedAt.iso8601),
            "created_by": author(endpoint.createdByID),
            "is_materialized": .bool(version.isMaterialized),
            "materialization": Self.materialization(version),
            "current_version": JSONValue(endpoint.current.number),
            "current_version_id": .string(endpoint.current.id),
            "versions_count": JSONValue(endpoint.versions.count),
            "derived_from_insight": JSONValue(endpoint.derivedFromInsight),
            "last_executed_at": JSONValue(lastExecution?.iso8601),
            "bucket_overrides": version.bucketOverrides.map { .object($0) } ?? .null,
            "columns": version.columns.map { .array($0.map(\.json)) } ?? .null,
            "tags": JSONValue(endpoint.tags),
            "optional_breakdown_properties": JSONValue(version.optionalBreakdownProperties),
        ]
    }

    /// Whether a version can be served from a table, and why not.
    static func materialization(_ version: EndpointVersion) -> JSONValue {
        let obstacle = MaterializationRules.obstacle(to: version.query)
        return ["can_materialize": .bool(obstacle == nil), "reason": JSONValue(obstacle)]
    }

    private func author(_ id: Int?) -> JSONValue {
        id.flatMap { authors[$0] }.map { .object(UserBody.basic($0)) } ?? .null
    }
}
