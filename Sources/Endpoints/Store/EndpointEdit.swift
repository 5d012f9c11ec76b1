import JSON
import Storage

/// A change of an endpoint that has been checked, on its way into the database.
///
/// It is applied to what is stored at that moment, inside the transaction, so that of two changes at once each sees the
/// other's.
struct EndpointEdit: Sendable {
    let changes: EndpointChanges
    /// The query the change brings.
    let query: CheckedQuery?
    /// The version whose fields are meant; nil for the endpoint itself.
    let target: Int?
    let time: Timestamp
    let userID: Int?

    init(changes: EndpointChanges, query: CheckedQuery?, target: Int?, at time: Timestamp, by userID: Int?) {
        self.changes = changes
        self.query = query
        self.target = target
        self.time = time
        self.userID = userID
    }

    /// Changes an endpoint and its versions, which are in the order of their numbers; a new one is added at the end.
    func apply(to endpoint: inout EndpointRecord, _ versions: inout [EndpointVersionRecord]) throws(EndpointError) {
        endpoint.updatedAt = time
        if let tags = changes.tags { endpoint.tags = JSONColumn(JSONValue(Tags.normal(tags))) }
        if let insight = changes.derivedFromInsight { endpoint.derivedFromInsight = insight }
        if target == nil, let isActive = changes.isActive { endpoint.isActive = isActive }
        guard let current = versions.last else { return }
        if let query, !StoredQuery(stored: current.query.value.objectValue ?? [:]).isSame(as: query.query) {
            versions.append(successor(of: current, query))
            endpoint.currentVersion = current.version + 1
        }
        let index = target.map { $0 - 1 } ?? versions.count - 1
        guard versions.indices.contains(index) else { throw .versionNotFound(index + 1) }
        try edit(&versions[index])
    }

    /// The next version: what is around the query passes on to it, the table does not.
    private func successor(of current: EndpointVersionRecord, _ checked: CheckedQuery) -> EndpointVersionRecord {
        let breakdowns = checked.query.breakdowns
        return EndpointVersionRecord(
            id: UUIDText.make(),
            endpointID: current.endpointID,
            version: current.version + 1,
            query: JSONColumn(.object(checked.query.json)),
            description: current.description,
            cacheAgeSeconds: current.cacheAgeSeconds,
            syncFrequency: current.syncFrequency,
            bucketOverrides: current.bucketOverrides,
            optionalBreakdownProperties: JSONColumn(
                JSONValue(current.optionalBreakdownProperties.value.texts.filter(breakdowns.contains))
            ),
            columns: JSONColumn(checked.columnsJSON),
            createdByID: userID,
            createdAt: time
        )
    }

    private func edit(_ version: inout EndpointVersionRecord) throws(EndpointError) {
        let before = version
        if let description = changes.description { version.description = description }
        if target != nil, let isActive = changes.isActive { version.isActive = isActive }
        let freshness = FreshnessSettings(
            cacheAgeSeconds: version.cacheAgeSeconds,
            cadence: Cadence(rawValue: version.syncFrequency) ?? .standard
        )
        let changed = try freshness.applying(changes)
        version.cacheAgeSeconds = changed.cacheAgeSeconds
        version.syncFrequency = changed.cadence.rawValue
        if case .set(let overrides) = changes.bucketOverrides {
            version.bucketOverrides = JSONColumn(overrides.map { .object($0) } ?? .null)
        }
        if let names = changes.optionalBreakdownProperties {
            try BreakdownRules.check(names, in: StoredQuery(stored: version.query.value.objectValue ?? [:]))
            version.optionalBreakdownProperties = JSONColumn(JSONValue(names))
        }
        if version != before { version.updatedAt = time }
    }
}
