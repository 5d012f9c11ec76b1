public import JSON
import Storage
import Synchronization

/// A result together with what the run itself adds: whether it came from the cache, and until when it counts as fresh.
public struct QueryAnswer: Sendable {
    public let result: StoredResult
    public let isCached: Bool
    public let freshFor: Duration
    public let key: ResultKey

    /// How far an answer tells how it was made.
    public enum Detail: Sendable {
        case plain
        /// Adds `hogql`, `clickhouse`, `timings`, `modifiers`, `cache_key` and their like.
        case debug
    }

    /// The answer as JSON, members in the order of PostHog: `results` first, then the wrapper, then what `more` adds.
    ///
    /// `more` appends further members, each beginning with a comma.
    public func body(_ detail: Detail = .plain, more: (inout [UInt8]) -> Void = { _ in }) -> [UInt8] {
        var body: [UInt8] = []
        body.reserveCapacity(result.head.count + (detail == .plain ? 768 : 4096))
        body.append(contentsOf: result.head)
        body.append(contentsOf: (isCached ? #","is_cached":true"# : #","is_cached":false"#).utf8)
        body.append(contentsOf: result.wrapper(freshFor: freshFor))
        if detail == .debug { writeDebug(to: &body) }
        more(&body)
        body.append(UInt8(ascii: "}"))
        return body
    }

    private func writeDebug(to body: inout [UInt8]) {
        let trace = result.trace
        let seconds = Double(trace.elapsedMicroseconds) / 1_000_000
        body.appendMember("hogql", .string(trace.hogql))
        body.appendMember("clickhouse", .string(trace.clickHouse))
        body.appendMember("timings", [["k": "./clickhouse_execute", "t": JSONValue(seconds)]])
        body.appendMember("modifiers", [:])
        body.appendMember("cache_key", .string("cache_" + key.text))
        body.appendMember("resolved_date_range", .null)
        body.appendMember("explain", .null)
    }
}

extension StoredResult {
    /// The members between `is_cached` and what the run adds.
    ///
    /// Only the window can differ from run to run, and it hardly ever does, so the bytes are made once.
    fileprivate func wrapper(freshFor: Duration) -> [UInt8] {
        wrappers.withLock { wrappers in
            if let known = wrappers[freshFor] { return known }
            // An endpoint has few windows in its life; more than a handful means somebody is playing.
            if wrappers.count >= 8 { wrappers = [:] }
            let made = makeWrapper(freshFor: freshFor)
            wrappers[freshFor] = made
            return made
        }
    }

    private func makeWrapper(freshFor: Duration) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.appendMember("last_refresh", .string(computedAt.iso8601))
        bytes.appendMember("cache_target_age", .string((computedAt + freshFor).iso8601))
        bytes.appendMember("next_allowed_client_refresh", .string((computedAt + Freshness.clientPause).iso8601))
        bytes.appendMember("timezone", .string(timezone))
        bytes.appendMember("hasMore", .bool(hasMore))
        bytes.appendMember("limit", JSONValue(limit))
        bytes.appendMember("offset", JSONValue(offset))
        bytes.appendMember("query_status", .null)
        bytes.appendMember("error", .null)
        return bytes
    }
}

extension [UInt8] {
    /// Appends `,"name":value`; the name is one of ours and needs no escaping.
    public mutating func appendMember(_ name: StaticString, _ value: JSONValue) {
        append(contentsOf: [UInt8(ascii: ","), UInt8(ascii: "\"")])
        name.withUTF8Buffer { append(contentsOf: $0) }
        append(contentsOf: [UInt8(ascii: "\""), UInt8(ascii: ":")])
        value.write(to: &self)
    }
}
