import Synchronization

/// Remembers what was looked up in the database for a moment, so that a busy server reads each row about once a second.
///
/// The short lifetime is what makes another process's changes visible; this process's own are announced with
/// ``removeAll()`` and visible at once. Misses are remembered too: a flood of wrong keys must not become a flood of
/// reads.
public final class RecentLookups<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        let value: Value?
        let expiry: ContinuousClock.Instant
    }

    private struct State {
        var entries: [Key: Entry] = [:]
        /// Counts the calls of `removeAll`, so that what was read before one is not kept after it.
        var generation = 0
    }

    private let state = Mutex(State())
    private let lifetime: Duration
    private let capacity: Int

    public init(lifetime: Duration, capacity: Int = 10_000) {
        self.lifetime = lifetime
        self.capacity = capacity
    }

    /// The remembered value, or what `load` answers, which is then remembered.
    public func value(for key: Key, load: () async throws -> Value?) async throws -> Value? {
        let (known, generation) = state.withLock { state in (state.entries[key], state.generation) }
        if let known, known.expiry > .now { return known.value }
        let entry = Entry(value: try await load(), expiry: .now + lifetime)
        state.withLock { state in
            guard state.generation == generation else { return }
            if state.entries.count >= capacity { makeRoom(in: &state) }
            state.entries[key] = entry
        }
        return entry.value
    }

    /// Forgets everything; to be called after each change of the rows behind it.
    public func removeAll() {
        state.withLock { state in
            state.entries.removeAll(keepingCapacity: true)
            state.generation += 1
        }
    }

    /// Drops what has expired, and everything if that is nothing: an entry costs one read to bring back.
    private func makeRoom(in state: inout State) {
        let now = ContinuousClock.now
        state.entries = state.entries.filter { $0.value.expiry > now }
        if state.entries.count >= capacity { state.entries.removeAll(keepingCapacity: true) }
    }
}
