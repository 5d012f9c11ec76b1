import Storage
import Testing

@testable import Querying

struct ResultsCacheTests {
    private func result(_ bytes: Int, at seconds: Int64 = 0) -> StoredResult {
        StoredResult(
            head: Array(repeating: 0, count: bytes),
            rowCount: 1,
            hasMore: false,
            limit: nil,
            offset: 0,
            computedAt: Timestamp(microseconds: seconds * 1_000_000),
            timezone: "UTC",
            entityTag: "",
            trace: StoredResult.Trace(hogql: "", clickHouse: "", elapsedMicroseconds: 0)
        )
    }

    private func key(_ number: Int) -> ResultKey {
        ResultKey(QueryRequest(HogQLQuery("SELECT \(number)"), for: QueryProject(id: 1)))
    }

    @Test func `a kept result is found`() {
        let cache = ResultsCache(capacity: 100_000)
        cache.keep(result(10), for: key(1))

        #expect(cache.result(for: key(1))?.head.count == 10)
        #expect(cache.result(for: key(2)) == nil)
    }

    @Test func `of too many results those unused for longest go first`() {
        let cache = ResultsCache(capacity: 12_000)
        for number in 1...4 { cache.keep(result(2000), for: key(number)) }
        _ = cache.result(for: key(1))

        cache.keep(result(2000), for: key(5))

        #expect(cache.result(for: key(1)) != nil)
        #expect(cache.result(for: key(2)) == nil)
        #expect(cache.result(for: key(5)) != nil)
        #expect(cache.usage.bytes <= 12_000)
    }

    @Test func `the bytes of a replaced result are free again`() {
        let cache = ResultsCache(capacity: 100_000)
        cache.keep(result(2000), for: key(1))
        let before = cache.usage.bytes

        cache.keep(result(2000, at: 1), for: key(1))

        #expect(cache.usage.bytes == before)
        #expect(cache.usage.count == 1)
    }

    @Test func `an older result does not replace a newer one`() {
        let cache = ResultsCache(capacity: 100_000)
        cache.keep(result(20, at: 9), for: key(1))

        #expect(!cache.keep(result(10, at: 5), for: key(1)))
        #expect(cache.result(for: key(1))?.head.count == 20)
    }

    @Test func `a result that would push out most others is not kept, nor the one it replaces`() {
        let cache = ResultsCache(capacity: 10_000)
        cache.keep(result(10), for: key(1))

        #expect(!cache.keep(result(9000, at: 1), for: key(1)))
        #expect(cache.result(for: key(1)) == nil)
        #expect(cache.usage.bytes == 0)
    }
}
