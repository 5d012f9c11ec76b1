public import Storage
import Synchronization

/// The runs that clients have given a name, so that they can be asked about and cancelled from another request.
///
/// A finished run is remembered for ``lifetime``. A name belongs to its project; the same name used again means the new
/// run.
public final class QueryRegistry: Sendable {
    /// How long the outcome of a run can be asked for.
    static let lifetime = Duration.seconds(20 * 60)
    /// The most runs that are remembered, and the bytes of their answers; the oldest finished ones go first.
    private static let maximumCount = 10_000
    private static let maximumBytes = 256 << 20

    fileprivate struct Place: Hashable {
        let projectID: Int
        let id: String
    }

    private struct Entry {
        let number: Int
        let caller: String
        let startedAt: Timestamp
        var endedAt: Timestamp?
        var outcome: Result<[UInt8], QueryError>?
        /// The engine's name for the running query; nil before it has one.
        var engineID: String?
        /// Ends the run; nil before it has begun.
        var cancel: (@Sendable () -> Void)?

        var size: Int { if case .success(let body) = outcome { body.count } else { 0 } }

        func isExpired(at now: Timestamp) -> Bool { endedAt.map { now - $0 >= QueryRegistry.lifetime } ?? false }
    }

    private struct State {
        var entries: [Place: Entry] = [:]
        var issued = 0
        var bytes = 0
    }

    private let state = Mutex(State())
    private let clock: Clock

    init(clock: Clock) {
        self.clock = clock
    }

    /// A place in the registry, by which its run reports.
    public struct Registration: Sendable {
        fileprivate let place: Place
        fileprivate let number: Int
        public let startedAt: Timestamp
    }

    /// Enters a run.
    func register(_ name: QueryName) -> Registration {
        let now = clock.now()
        return state.withLock { state in
            state.issued += 1
            if state.issued.isMultiple(of: 64) || state.bytes > Self.maximumBytes { removeExpired(&state, at: now) }
            let place = Place(projectID: name.projectID, id: name.id)
            state.bytes -= state.entries[place]?.size ?? 0
            state.entries[place] = Entry(number: state.issued, caller: name.caller, startedAt: now)
            return Registration(place: place, number: state.issued, startedAt: now)
        }
    }

    /// Notes under which name the engine runs it, and how it is ended.
    ///
    /// `leave` is called at most once, from any thread; at once if the run has been cancelled before it began.
    func note(leave: @escaping @Sendable () -> Void, engineID: String, for registration: Registration) {
        var isCancelled = false
        update(registration) { entry in
            isCancelled = entry.outcome != nil
            entry.cancel = leave
            entry.engineID = engineID
        }
        if isCancelled { leave() }
    }

    /// Notes how a run ended; what was cancelled stays cancelled.
    func finish(_ registration: Registration, _ outcome: Result<[UInt8], QueryError>) {
        let now = clock.now()
        update(registration) { entry in
            guard entry.outcome == nil else { return }
            entry.outcome = outcome
            entry.endedAt = now
        }
    }

    /// Ends a run; false when there is none of that name that still runs.
    func cancel(_ id: String, projectID: Int) -> Bool {
        let now = clock.now()
        let cancel = state.withLock { state -> (@Sendable () -> Void)? in
            let place = Place(projectID: projectID, id: id)
            guard var entry = state.entries[place], entry.outcome == nil else { return nil }
            entry.outcome = .failure(.cancelled)
            entry.endedAt = now
            state.entries[place] = entry
            return entry.cancel
        }
        cancel?()
        return cancel != nil
    }

    /// The caller who started a run; nil for a name that is unknown or forgotten.
    func caller(of id: String, projectID: Int) -> String? {
        state.withLock { $0.entries[Place(projectID: projectID, id: id)]?.caller }
    }

    /// Where a run stands, and the engine's name for it while it runs; nil for a name that is unknown or forgotten.
    func status(_ id: String, projectID: Int) -> (status: QueryStatus, engineID: String?)? {
        let now = clock.now()
        return state.withLock { state in
            guard let entry = state.entries[Place(projectID: projectID, id: id)], !entry.isExpired(at: now) else {
                return nil
            }
            let current: QueryStatus.State =
                switch entry.outcome {
                case .success(let body): .complete(body: body)
                case .failure(let error): .failed(error)
                case nil: .running(nil)
                }
            let status = QueryStatus(
                id: id,
                projectID: projectID,
                startedAt: entry.startedAt,
                endedAt: entry.endedAt,
                state: current
            )
            return (status, entry.outcome == nil ? entry.engineID : nil)
        }
    }

    /// Changes an entry, unless its name has been taken by a later run.
    private func update(_ registration: Registration, _ change: (inout Entry) -> Void) {
        state.withLock { state in
            guard var entry = state.entries[registration.place], entry.number == registration.number else { return }
            state.bytes -= entry.size
            change(&entry)
            state.bytes += entry.size
            state.entries[registration.place] = entry
        }
    }

    private func removeExpired(_ state: inout State, at now: Timestamp) {
        state.entries = state.entries.filter { !$0.value.isExpired(at: now) }
        state.bytes = state.entries.values.reduce(0) { $0 + $1.size }
        guard state.entries.count > Self.maximumCount || state.bytes > Self.maximumBytes else { return }
        let finished = state.entries.filter { $0.value.endedAt != nil }.sorted { $0.value.number < $1.value.number }
        for (place, entry) in finished {
            guard state.entries.count > Self.maximumCount / 2 || state.bytes > Self.maximumBytes / 2 else { return }
            state.bytes -= entry.size
            state.entries[place] = nil
        }
    }
}
