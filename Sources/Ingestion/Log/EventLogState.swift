import Foundation
import GRDB
import Storage

/// What SQLite knows about the log.
struct EventLogState: Sendable {
    let uuid: String
    let resolvedSegment: UInt64

    /// Reads it, and gives the log its identity on the first start.
    static func loaded(from database: any DatabaseWriter) throws -> EventLogState {
        let record = try database.write { db in
            if let record = try EventLogRecord.fetchOne(db) { return record }
            let record = EventLogRecord(uuid: UUID().uuidString.lowercased())
            try record.insert(db)
            return record
        }
        return EventLogState(uuid: record.uuid, resolvedSegment: UInt64(record.resolvedSegment))
    }
}
