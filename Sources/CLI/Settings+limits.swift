import API
import Querying

extension Settings {
    var queryLimits: QueryLimits {
        var limits = QueryLimits()
        limits.maximumDuration = .seconds(queryMaximumSeconds)
        if queryMaximumMemoryBytes > 0 { limits.maximumMemory = queryMaximumMemoryBytes }
        if queryMaximumRowsRead > 0 { limits.maximumRowsRead = queryMaximumRowsRead }
        if queryConcurrency > 0 { limits.concurrency = queryConcurrency }
        limits.cacheBytes = cacheBytes
        return limits
    }

    var apiConfiguration: APIConfiguration {
        APIConfiguration(
            host: host,
            port: port,
            hasRateLimits: areRateLimitsOn,
            origins: corsOrigins.contains("*") ? .all : corsOrigins.isEmpty ? .none : .only(Set(corsOrigins))
        )
    }
}
