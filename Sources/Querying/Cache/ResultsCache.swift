import Storage
import Synchronization

/// The newest result of each query, in memory; of too many, those unused for longest go first.
///
/// A look-up costs one short lock and no waiting. Whether a result is fresh enough is the caller's to say, since the same
/// result can be fresh for one endpoint and stale for another.
final class ResultsCache: Sendable {
    private struct Entry {
        let result: StoredResult
        var lastUse: UInt64
    }

    private struct State {
        var entries: [ResultKey: Entry] = [:]
        var size = 0
        var uses: UInt64 = 0
    }

    private let state = Mutex(State())
    private let capacity: Int

    /// Makes a cache of so many bytes.
    init(capacity: Int) {
        self.capacity = capacity
    }

    func result(for key: ResultKey) -> StoredResult? {
        state.withLock { state in
            guard let index = state.entries.index(forKey: key) else { return nil }
            state.uses += 1
            state.entries.values[index].lastUse = state.uses
            return state.entries.values[index].result
        }
    }

    /// Keeps a result unless a newer one is there already; false then, and when it is too large to be kept.
    @discardableResult
    func keep(_ result: StoredResult, for key: ResultKey) -> Bool {
        state.withLock { state in
            let old = state.entries[key]?.result
            if let old, old.computedAt > result.computedAt { return false }
            // A result that would push out most others is cheaper to compute again than to keep.
            guard result.size <= capacity / 4 else {
                if let old = state.entries.removeValue(forKey: key) { state.size -= old.result.size }
                return false
            }
            state.uses += 1
            state.entries[key] = Entry(result: result, lastUse: state.uses)
            state.size += result.size - (old?.size ?? 0)
            if state.size > capacity { makeRoom(&state) }
            return true
        }
    }

    /// Forgets the least used results until a tenth of the room is free, so that the sort is rare.
    private func makeRoom(_ state: inout State) {
        let byAge = state.entries.sorted { $0.value.lastUse < $1.value.lastUse }
        for (key, entry) in byAge where state.size > capacity / 10 * 9 {
            state.entries[key] = nil
            state.size -= entry.result.size
        }
    }

    /// The bytes in use and the number of results: for metrics and tests.
    var usage: (bytes: Int, count: Int) {
        state.withLock { ($0.size, $0.entries.count) }
    }
}
