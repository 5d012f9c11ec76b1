import Storage
import Synchronization

/// A time that stands still until a test moves it.
final class MovableTime: Sendable {
    private let moment = Mutex(Timestamp(microseconds: 1_780_000_000_000_000))

    var now: Timestamp { moment.withLock { $0 } }

    func advance(_ duration: Duration) {
        moment.withLock { $0 = $0 + duration }
    }
}
