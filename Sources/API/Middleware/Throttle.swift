/// The rate limits, as names that routes refer to; the numbers are PostHog's.
public enum Throttle: String, CaseIterable, Sendable {
    /// Ordinary reads and writes.
    case standard
    /// What makes the analytics engine work.
    case analytics
    /// Queries in HogQL sent by hand.
    case hogQL
    /// Runs of endpoints.
    case apiQuery
    /// What asks a language model.
    case ai
    /// Writing a data set into a file.
    case export
    /// Nothing is counted.
    case none

    /// How many requests in how many seconds; each of them must hold.
    var rates: [Rate] {
        switch self {
        case .standard: [Rate(480, .minute), Rate(4800, .hour)]
        case .analytics: [Rate(240, .minute), Rate(1200, .hour)]
        case .hogQL: [Rate(120, .hour)]
        case .apiQuery: [Rate(240, .minute), Rate(2400, .hour)]
        case .ai: [Rate(10, .minute), Rate(100, .day)]
        case .export: [Rate(10, .day)]
        case .none: []
        }
    }

    /// So many requests in so long a time.
    struct Rate: Hashable, Sendable {
        enum Period: Double, Sendable {
            case minute = 60
            case hour = 3600
            case day = 86400
        }

        let count: Double
        let period: Period

        init(_ count: Double, _ period: Period) {
            self.count = count
            self.period = period
        }

        /// How many requests become allowed again in a second.
        var perSecond: Double { count / period.rawValue }
    }
}
