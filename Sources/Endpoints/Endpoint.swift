public import JSON
import Querying
public import Storage

/// A named query that clients run, with all its versions.
///
/// An object, since every run holds on to it: a change makes a new one.
public final class Endpoint: Sendable, Identifiable {
    public let id: String
    public let projectID: Int
    public let name: String
    public let isActive: Bool
    public let derivedFromInsight: String?
    /// Sorted, each once.
    public let tags: [String]
    public let createdByID: Int?
    public let createdAt: Timestamp
    public let updatedAt: Timestamp
    public let lastExecutedAt: Timestamp?
    /// From the first to the current one; never empty.
    public let versions: [EndpointVersion]
    public let current: EndpointVersion

    /// Puts an endpoint together; nil when it has no version, which only a damaged database can make.
    init?(_ record: EndpointRecord, versions records: [EndpointVersionRecord]) {
        let versions = records.sorted { $0.version < $1.version }.map(EndpointVersion.init)
        guard let current = versions.last else { return nil }
        id = record.id
        projectID = record.projectID
        name = record.name
        isActive = record.isActive
        derivedFromInsight = record.derivedFromInsight
        tags = record.tags.value.texts
        createdByID = record.createdByID
        createdAt = record.createdAt
        updatedAt = record.updatedAt
        lastExecutedAt = record.lastExecutedAt
        self.versions = versions
        self.current = current
    }

    /// The version of that number.
    public func version(_ number: Int) -> EndpointVersion? {
        // Numbers have no gaps, so they are places.
        versions.indices.contains(number - 1) ? versions[number - 1] : nil
    }
}

/// A query an endpoint has or had: it never changes, what is around it does.
public final class EndpointVersion: Sendable, Identifiable {
    public let id: String
    public let number: Int
    public let query: StoredQuery
    public let description: String
    public let isActive: Bool
    public let freshness: FreshnessSettings
    public let isMaterialized: Bool
    public let bucketOverrides: JSONObject?
    public let optionalBreakdownProperties: [String]
    /// Nil when nobody could tell.
    public let columns: [EndpointColumn]?
    public let createdByID: Int?
    public let createdAt: Timestamp
    public let updatedAt: Timestamp?
    public let lastExecutedAt: Timestamp?
    /// `createdAt` as text: every run sends it.
    let createdAtText: String
    /// What a run computes when a request says nothing; empty for an insight.
    let hogQL: HogQLQuery
    /// The variables a run may set.
    public let variableNames: Set<String>
    /// How old an answer may be.
    let freshFor: Duration

    init(_ record: EndpointVersionRecord) {
        id = record.id
        number = record.version
        query = StoredQuery(stored: record.query.value.objectValue ?? [:])
        description = record.description
        isActive = record.isActive
        freshness = FreshnessSettings(
            cacheAgeSeconds: record.cacheAgeSeconds,
            cadence: Cadence(rawValue: record.syncFrequency) ?? .standard
        )
        isMaterialized = record.isMaterialized
        bucketOverrides = record.bucketOverrides.value.objectValue
        optionalBreakdownProperties = record.optionalBreakdownProperties.value.texts
        columns = record.columns.value.arrayValue?.compactMap(EndpointColumn.init)
        createdByID = record.createdByID
        createdAt = record.createdAt
        updatedAt = record.updatedAt
        lastExecutedAt = record.lastExecutedAt
        createdAtText = record.createdAt.iso8601
        hogQL = query.hogQL
        variableNames =
            query.kind == .hogQL
            ? Set(query.variables.map(\.codeName)) : Set(query.breakdowns + ["date_from", "date_to"])
        freshFor =
            record.cacheAgeSeconds.map { .seconds($0) } ?? Freshness.standard(interval: query.interval)
    }
}

extension JSONValue {
    /// The texts of a list.
    var texts: [String] { arrayValue?.compactMap(\.stringValue) ?? [] }
}
