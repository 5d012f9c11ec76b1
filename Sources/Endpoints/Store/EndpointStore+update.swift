import Foundation
import GRDB
import JSON
public import Querying
import Storage

extension EndpointStore {
    /// Changes what a request names, and adds a version when it brings a query that says something else.
    ///
    /// With a `target`, the fields of that version are meant rather than the endpoint's. When ``EndpointError`` is thrown,
    /// nothing has been changed.
    public func update(
        _ name: String,
        _ changes: EndpointChanges,
        version target: Int? = nil,
        in project: QueryProject,
        by userID: Int?
    ) async throws -> Endpoint {
        let endpoint = try await endpoint(named: name, in: project.id)
        if let target, endpoint.version(target) == nil {
            throw EndpointError.invalid(field: "version", "Version \(target) not found for this endpoint.")
        }
        let query = changes.query.flatMap { $0.isNull ? nil : $0 }
        guard target == nil || query == nil else {
            throw EndpointError.invalid(
                field: "query",
                "Cannot change query when targeting a specific version. Query changes create a new version."
            )
        }
        try BucketOverrides.check(changes.bucketOverrides.value)
        let checked = if let query { try await checker.check(query, for: project) } else { CheckedQuery?.none }
        let version = target.flatMap(endpoint.version)
        try MaterializationRules.check(
            changes,
            of: checked?.query ?? (version ?? endpoint.current).query,
            isActive: changes.isActive ?? version?.isActive ?? endpoint.isActive
        )
        let edit = EndpointEdit(changes: changes, query: checked, target: target, at: clock.now(), by: userID)
        return try await database.write { db in
            guard var record = try EndpointRecord.fetchOne(db, key: endpoint.id), record.deletedAt == nil else {
                throw EndpointError.notFound
            }
            var versions =
                try EndpointVersionRecord
                .filter(EndpointVersionRecord.Columns.endpointID == endpoint.id)
                .order(EndpointVersionRecord.Columns.version)
                .fetchAll(db)
            try edit.apply(to: &record, &versions)
            try record.update(db)
            for version in versions { try version.save(db) }
            return try remember(record, versions: versions, db)
        }
    }

    /// Takes an endpoint away: its name is free again, what it was stays in the database.
    ///
    /// - Throws: ``EndpointError/notFound``.
    public func delete(_ name: String, in projectID: Int) async throws {
        let endpoint = try await endpoint(named: name, in: projectID)
        try await database.write { [catalog, now = clock.now()] db in
            guard var record = try EndpointRecord.fetchOne(db, key: endpoint.id), record.deletedAt == nil else {
                throw EndpointError.notFound
            }
            record.deletedAt = now
            try record.update(db)
            let identity = EndpointIdentity(id: record.id, projectID: projectID, name: record.name)
            db.afterNextTransaction { _ in catalog.remove(identity) }
        }
    }
}
