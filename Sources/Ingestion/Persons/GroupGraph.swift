import GRDB
import JSON
import Storage

/// The groups of each project: their properties, gathered from `$groupidentify`.
struct GroupGraph {
    /// A group within its project.
    struct Key: Hashable, Sendable {
        let projectID: Int
        let typeIndex: Int
        let key: String
    }

    /// What is known about a group.
    struct Group: Hashable, Sendable {
        var properties: PersonProperties
        var version: Int64
        var createdAt: Timestamp
        var updatedAt: Timestamp
    }

    private var groups = RecentValues<Key, Group>(capacity: 20_000)
    /// What the segment changed: the engine has to be told, and SQLite too.
    private(set) var changed: [Key: Group] = [:]

    /// Merges properties into a group; tells which changed.
    mutating func identify(
        _ key: Key,
        setting properties: [UInt8],
        at time: Timestamp,
        in db: GRDB.Database
    ) throws -> [(name: String, value: JSONValue)] {
        let known = try groups[key] ?? Self.load(key, db)
        var group = known ?? Group(properties: .empty, version: -1, createdAt: time, updatedAt: time)
        var update = PersonUpdate()
        update.set = properties
        let changes = group.properties.apply(update)
        if known != nil, changes.isEmpty { return [] }
        group.version += 1
        group.updatedAt = max(group.updatedAt, time)
        groups[key] = group
        changed[key] = group
        return changes
    }

    /// Ends a segment: everything is in SQLite.
    mutating func finishSegment(in db: GRDB.Database) throws {
        for (key, group) in changed { try Self.save(group, key, db) }
        changed = [:]
        groups.forgetOldOnes()
    }

    private static func load(_ key: Key, _ db: GRDB.Database) throws -> Group? {
        let record = try GroupInstanceRecord.filter(
            GroupInstanceRecord.Columns.projectID == key.projectID
                && GroupInstanceRecord.Columns.groupTypeIndex == key.typeIndex
                && GroupInstanceRecord.Columns.groupKey == key.key
        ).fetchOne(db)
        return record.map {
            Group(
                properties: PersonProperties(json: Array($0.properties.utf8)),
                version: $0.version,
                createdAt: $0.createdAt,
                updatedAt: $0.updatedAt
            )
        }
    }

    private static func save(_ group: Group, _ key: Key, _ db: GRDB.Database) throws {
        try GroupInstanceRecord(
            projectID: key.projectID,
            groupTypeIndex: key.typeIndex,
            groupKey: key.key,
            properties: String(decoding: group.properties.json, as: UTF8.self),
            version: group.version,
            createdAt: group.createdAt,
            updatedAt: group.updatedAt
        ).save(db)
    }
}
