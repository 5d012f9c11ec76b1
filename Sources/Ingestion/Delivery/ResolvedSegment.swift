import Storage

/// A segment whose persons are known and whose rows wait in the outbox.
struct ResolvedSegment: Sendable {
    let number: UInt64
    let parcels: [Outbox.Parcel]
    /// Of the segment itself, in bytes.
    let size: Int
    let eventCount: Int
    /// When its first event arrived.
    let oldest: Timestamp?
}
