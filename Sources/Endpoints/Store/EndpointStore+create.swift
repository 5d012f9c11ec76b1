import GRDB
import JSON
public import Querying
import Storage

extension EndpointStore {
    /// Makes an endpoint and its first version.
    ///
    /// - Throws: ``EndpointError``; of several that want one name at the same moment, one gets it.
    public func create(
        _ name: String?,
        _ new: EndpointChanges,
        in project: QueryProject,
        by userID: Int?
    ) async throws -> Endpoint {
        let name = try EndpointName.check(name)
        guard let json = new.query, !json.isNull else { throw EndpointError.required(field: "query") }
        let freshness = try FreshnessSettings().applying(new)
        try BucketOverrides.check(new.bucketOverrides.value)
        let taken = try? await endpoint(named: name, in: project.id)
        guard taken == nil else { throw EndpointError.nameTaken }

        let checked = try await checker.check(json, for: project)
        let optionalBreakdowns = new.optionalBreakdownProperties ?? []
        try BreakdownRules.check(optionalBreakdowns, in: checked.query)
        try MaterializationRules.check(new, of: checked.query, isActive: new.isActive ?? true)

        let now = clock.now()
        let endpoint = EndpointRecord(
            id: UUIDText.make(),
            projectID: project.id,
            name: name,
            isActive: new.isActive ?? true,
            derivedFromInsight: new.derivedFromInsight,
            tags: JSONColumn(JSONValue(Tags.normal(new.tags ?? []))),
            createdByID: userID,
            createdAt: now
        )
        let version = EndpointVersionRecord(
            id: UUIDText.make(),
            endpointID: endpoint.id,
            version: 1,
            query: JSONColumn(.object(checked.query.json)),
            description: new.description ?? "",
            cacheAgeSeconds: freshness.cacheAgeSeconds,
            syncFrequency: freshness.cadence.rawValue,
            bucketOverrides: JSONColumn(new.bucketOverrides.value.map { .object($0) } ?? .null),
            optionalBreakdownProperties: JSONColumn(JSONValue(optionalBreakdowns)),
            columns: JSONColumn(checked.columnsJSON),
            createdByID: userID,
            createdAt: now
        )
        return try await insert(endpoint, version)
    }

    private func insert(_ endpoint: EndpointRecord, _ version: EndpointVersionRecord) async throws -> Endpoint {
        do {
            return try await database.write { db in
                try endpoint.insert(db)
                try version.insert(db)
                return try remember(endpoint, versions: [version], db)
            }
        } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE {
            throw EndpointError.nameTaken
        }
    }

    /// Puts an endpoint together and has memory follow once the transaction is through.
    func remember(
        _ record: EndpointRecord,
        versions: [EndpointVersionRecord],
        _ db: GRDB.Database
    ) throws -> Endpoint {
        guard let endpoint = Endpoint(record, versions: versions) else { throw EndpointError.notFound }
        db.afterNextTransaction { [catalog] _ in catalog.put(endpoint) }
        return endpoint
    }
}

extension CheckedQuery {
    var columnsJSON: JSONValue { columns.map { .array($0.map(\.json)) } ?? .null }
}

/// The rule for tags: a set, kept sorted.
enum Tags {
    static func normal(_ tags: [String]) -> [String] { Set(tags).sorted() }
}
