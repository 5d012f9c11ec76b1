import Storage

/// Decides when an event happened: the client's word, corrected by how far its clock is off.
struct TimestampRules {
    let receivedAt: Timestamp
    /// When the request was sent, by the client's clock.
    let sentAt: Timestamp?
    /// Imported rows keep their times as they are, future ones included.
    var isImport = false

    /// What the engine's `Date`, and so the order of its tables, can hold.
    static let range = Timestamp(microseconds: 0)..<Timestamp(microseconds: 5_662_310_400_000_000)
    /// A client whose clock is ahead, or in another zone, is believed up to this.
    private static let toleratedFuture = Duration.seconds(23 * 3600)

    /// The moment of an event, and whether the client named one.
    func timestamp(_ text: String?, offset: Double?, ignoresSentAt: Bool) -> (moment: Timestamp, isOwn: Bool) {
        guard let own = text.flatMap(Self.parse) ?? offset.flatMap(moment(before:)) else { return (receivedAt, false) }
        let corrected = text != nil && !ignoresSentAt ? sentAt.map { receivedAt - ($0 - own) } ?? own : own
        guard Self.range.contains(corrected) else { return (receivedAt, false) }
        if !isImport, corrected > receivedAt + Self.toleratedFuture { return (receivedAt, false) }
        return (corrected, true)
    }

    /// Reads ISO 8601, or a number of seconds or milliseconds since 1970.
    static func parse(_ text: String) -> Timestamp? {
        if let moment = Timestamp(parsing: text) { return moment }
        guard let number = Double(text), number.isFinite, number > 0 else { return nil }
        let latestPlausibleSeconds = 100_000_000_000.0
        let milliseconds = number < latestPlausibleSeconds ? number * 1000 : number
        guard milliseconds < 1e15 else { return nil }
        return Timestamp(microseconds: Int64(milliseconds * 1000))
    }

    private func moment(before offset: Double) -> Timestamp? {
        guard offset >= 0, offset < 1e13 else { return nil }
        return receivedAt - .milliseconds(Int64(offset))
    }
}
