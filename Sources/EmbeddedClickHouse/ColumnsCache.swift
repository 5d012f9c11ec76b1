internal import ClickHouse
internal import Synchronization

/// Remembers which columns a query has, so that a query that runs again needs no second statement.
///
/// Two generations bound it: when the younger one is full it becomes the older one, and what was there before is
/// forgotten unless it has been used since.
final class ColumnsCache: Sendable {
    private struct Generations {
        var young: [String: [ResultColumn]] = [:]
        var old: [String: [ResultColumn]] = [:]
        /// How often everything was forgotten.
        var epoch = 0
    }

    private let capacity: Int
    private let generations = Mutex(Generations())

    init(capacity: Int = 1000) {
        self.capacity = capacity
    }

    /// The columns of a query by its text, in which parameters stand with their types.
    func columns(of text: String) -> [ResultColumn]? {
        generations.withLock { generations in
            if let columns = generations.young[text] { return columns }
            guard let columns = generations.old[text] else { return nil }
            Self.keep(columns, for: text, in: &generations, capacity: capacity)
            return columns
        }
    }

    /// What ``keep(_:for:since:)`` wants to know about the time when the engine was asked.
    var epoch: Int { generations.withLock { $0.epoch } }

    /// Keeps the columns, unless a table has changed since the engine was asked for them.
    func keep(_ columns: [ResultColumn], for text: String, since epoch: Int) {
        generations.withLock { generations in
            guard generations.epoch == epoch else { return }
            Self.keep(columns, for: text, in: &generations, capacity: capacity)
        }
    }

    /// Forgets everything: a table may have changed.
    func clear() {
        generations.withLock { $0 = Generations(epoch: $0.epoch + 1) }
    }

    private static func keep(
        _ columns: [ResultColumn],
        for text: String,
        in generations: inout Generations,
        capacity: Int
    ) {
        if generations.young.count >= capacity {
            generations.old = generations.young
            generations.young = [:]
        }
        generations.young[text] = columns
    }
}
