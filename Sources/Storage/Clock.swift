import Foundation

/// Tells the time: the system's, or one that stands still, so that tests and reports can be repeated.
public struct Clock: Sendable {
    /// The current moment.
    public var now: @Sendable () -> Timestamp

    public init(now: @escaping @Sendable () -> Timestamp) {
        self.now = now
    }

    public static let system = Clock {
        Timestamp(microseconds: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded(.down)))
    }

    /// A clock that always shows `moment`.
    public static func pinned(_ moment: Timestamp) -> Clock {
        Clock { moment }
    }
}
