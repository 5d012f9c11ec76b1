public import GRDB

/// The one row of `event_log`: how far the segments of the log have been worked through.
public struct EventLogRecord: Codable, Hashable, Sendable {
    public var id: Int64 = 1
    /// Makes the log different from every other one that may feed the same engine.
    public var uuid: String
    /// The highest segment whose persons and groups are in the database.
    public var resolvedSegment: Int64

    public init(uuid: String, resolvedSegment: Int64 = 0) {
        self.uuid = uuid
        self.resolvedSegment = resolvedSegment
    }

    enum CodingKeys: String, CodingKey {
        case id, uuid
        case resolvedSegment = "resolved_segment"
    }
}

extension EventLogRecord: FetchableRecord, PersistableRecord {
    public static let databaseTableName = "event_log"
}
