/// Values that were used lately, in memory: at most twice `capacity`.
///
/// When the new half is full it becomes the old half, and what the old half held is forgotten unless it was used again
/// meanwhile. That is nearly the order of use, at the price of a dictionary.
struct RecentValues<Key: Hashable, Value> {
    private var new: [Key: Value] = [:]
    private var old: [Key: Value] = [:]
    private let capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// The value; reading makes it a new one again.
    subscript(key: Key) -> Value? {
        mutating get {
            if let value = new[key] { return value }
            guard let value = old.removeValue(forKey: key) else { return nil }
            new[key] = value
            return value
        }
        set {
            old[key] = nil
            new[key] = newValue
        }
    }

    /// Forgets the old half if the new one is full.
    ///
    /// Not done on its own, so that nothing goes while it is worked on.
    mutating func forgetOldOnes() {
        guard new.count >= capacity else { return }
        old = new
        new = [:]
    }
}
