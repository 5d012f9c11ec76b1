/// How long a result counts as fresh when nobody has said so.
public enum Freshness {
    /// For a query without an interval, as every HogQL query is.
    public static let standard = Duration.seconds(6 * 3600)

    /// For an insight, by the width of its buckets: `minute`, `hour`, `day`, `week`, `month`.
    public static func standard(interval: String?) -> Duration {
        switch interval {
        case "minute": .seconds(5 * 60)
        case "hour": .seconds(3600)
        case "day": .seconds(6 * 3600)
        case "week", "month": .seconds(24 * 3600)
        default: standard
        }
    }

    /// How long a client should wait before it asks for a refresh again.
    static let clientPause = Duration.seconds(60)
}
