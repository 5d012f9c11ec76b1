import Synchronization

/// Counts requests by key and class of route, and says how long to wait when there were too many.
///
/// One bucket for each rate: it holds as many tokens as the rate allows in its period, refills evenly, and a request
/// takes one from each bucket or, when any is empty, none. Two numbers a bucket are all that is remembered.
final class RateLimiter: Sendable {
    private struct Key: Hashable {
        let keyHash: String
        let throttle: Throttle
    }

    private struct Bucket {
        var tokens: Double
        var refilledAt: Duration

        mutating func refill(_ rate: Throttle.Rate, at time: Duration) {
            tokens = min(rate.count, tokens + (time - refilledAt) / .seconds(1) * rate.perSecond)
            refilledAt = time
        }
    }

    /// Above this number the buckets of callers that have been away are dropped: a full bucket is the same as none.
    private static let maximumCount = 10_000

    private let now: @Sendable () -> Duration
    private let buckets = Mutex<[Key: [Bucket]]>([:])

    /// - Parameter now: A clock that never goes back; not the one of the world, which can be pinned.
    init(now: @escaping @Sendable () -> Duration = RateLimiter.uptime) {
        self.now = now
    }

    /// Takes one request of that key into account.
    /// - Returns: Nil when it may go on, else the seconds after which one may.
    func secondsToWait(keyHash: String, throttle: Throttle) -> Int? {
        let rates = throttle.rates
        guard !rates.isEmpty else { return nil }
        let time = now()
        return buckets.withLock { buckets in
            if buckets.count > Self.maximumCount { Self.dropFull(&buckets, at: time) }
            let key = Key(keyHash: keyHash, throttle: throttle)
            var own = buckets[key] ?? rates.map { Bucket(tokens: $0.count, refilledAt: time) }
            for (index, rate) in rates.enumerated() { own[index].refill(rate, at: time) }
            let wait = zip(own, rates).map { ($0.tokens >= 1 ? 0 : (1 - $0.tokens) / $1.perSecond) }.max() ?? 0
            if wait == 0 {
                for index in own.indices { own[index].tokens -= 1 }
            }
            buckets[key] = own
            return wait == 0 ? nil : max(1, Int(wait.rounded(.up)))
        }
    }

    private static func dropFull(_ buckets: inout [Key: [Bucket]], at time: Duration) {
        buckets = buckets.filter { key, own in
            zip(own, key.throttle.rates).contains { bucket, rate in
                var bucket = bucket
                bucket.refill(rate, at: time)
                return bucket.tokens < rate.count
            }
        }
    }

    private static let start = ContinuousClock.now

    static func uptime() -> Duration { start.duration(to: .now) }
}
