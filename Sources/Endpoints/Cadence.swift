/// How often the table of a materialized version is built; the raw value is PostHog's `sync_frequency`.
public enum Cadence: String, Hashable, Sendable, CaseIterable {
    case fiveMinutes = "5min"
    case quarterHour = "15min"
    case halfHour = "30min"
    case hour = "1hour"
    case twoHours = "2hour"
    case fourHours = "4hour"
    case sixHours = "6hour"
    case twelveHours = "12hour"
    case day = "24hour"
    case week = "7day"
    case month = "30day"

    public static let standard = Cadence.day

    public var seconds: Int {
        switch self {
        case .fiveMinutes: 300
        case .quarterHour: 900
        case .halfHour: 1800
        case .hour: 3600
        case .twoHours: 7200
        case .fourHours: 14_400
        case .sixHours: 21_600
        case .twelveHours: 43_200
        case .day: 86_400
        case .week: 604_800
        case .month: 2_592_000
        }
    }
}

/// How old an answer may be: the cache age and the cadence together, which PostHog later made one word of.
public struct FreshnessSettings: Hashable, Sendable {
    /// Nil for the policy by interval.
    public var cacheAgeSeconds: Int?
    public var cadence: Cadence

    public init(cacheAgeSeconds: Int? = nil, cadence: Cadence = .standard) {
        self.cacheAgeSeconds = cacheAgeSeconds
        self.cadence = cadence
    }

    /// The values that `data_freshness_seconds` can have: those that are a cadence too.
    static let buckets = [900, 1800, 3600, 21_600, 43_200, 86_400, 604_800]
    static let cacheAges = 300...86_400

    /// The single word for both; nil when they differ or are none of its values.
    public var dataFreshnessSeconds: Int? {
        guard let cacheAgeSeconds, Self.buckets.contains(cacheAgeSeconds), cadence.seconds == cacheAgeSeconds else {
            return nil
        }
        return cacheAgeSeconds
    }
}

extension FreshnessSettings {
    /// Applies what a request says about freshness.
    func applying(_ changes: EndpointChanges) throws(EndpointError) -> FreshnessSettings {
        var settings = self
        if case .set(let seconds) = changes.cacheAgeSeconds {
            if let seconds, !Self.cacheAges.contains(seconds) {
                throw .invalid(field: "cache_age_seconds", "Cache age must be between 300 and 86400 seconds.")
            }
            settings.cacheAgeSeconds = seconds
        }
        if let cadence = changes.cadence { settings.cadence = cadence }
        guard case .set(let seconds) = changes.dataFreshnessSeconds else { return settings }
        let isAlone = changes.cacheAgeSeconds == .untouched && changes.cadence == nil
        // Null says nothing beside the two words it stands for: that is how an answer of ours comes back.
        guard let seconds = seconds ?? (isAlone ? 86_400 : nil) else { return settings }
        return try settings.agreeing(with: seconds, changes)
    }

    private func agreeing(with seconds: Int, _ changes: EndpointChanges) throws(EndpointError) -> FreshnessSettings {
        guard Self.buckets.contains(seconds), let cadence = Cadence.allCases.first(where: { $0.seconds == seconds })
        else {
            throw .invalid(
                field: "data_freshness_seconds",
                "Data freshness must be one of: \(Self.buckets) seconds "
                    + "(15 minutes, 30 minutes, 1 hour, 6 hours, 12 hours, 24 hours, 7 days)."
            )
        }
        if case .set(let age) = changes.cacheAgeSeconds, age != seconds {
            throw .invalid(
                field: "data_freshness_seconds",
                "data_freshness_seconds and cache_age_seconds contradict each other. Send one of them, or equal values."
            )
        }
        if let given = changes.cadence, given != cadence {
            throw .invalid(
                field: "data_freshness_seconds",
                "data_freshness_seconds and sync_frequency contradict each other. \(seconds) seconds are "
                    + "'\(cadence.rawValue)'."
            )
        }
        return FreshnessSettings(cacheAgeSeconds: seconds, cadence: cadence)
    }
}
