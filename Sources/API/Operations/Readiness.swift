import Synchronization

/// Whether the server takes requests that need everything behind it; the one who starts the services says so.
public final class Readiness: Sendable {
    private let ready: Atomic<Bool>

    public init(isReady: Bool = false) {
        ready = Atomic(isReady)
    }

    public var isReady: Bool { ready.load(ordering: .relaxed) }

    /// True once everything is up, false again as soon as it goes down.
    public func set(_ isReady: Bool) {
        ready.store(isReady, ordering: .relaxed)
    }
}
