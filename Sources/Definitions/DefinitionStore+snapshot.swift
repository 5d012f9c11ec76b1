import GRDB
import Storage

extension DefinitionStore {
    /// What a compiler has to know about the project.
    ///
    /// Answered from memory; another process's changes are seen within the store's lifetime of a snapshot.
    public func snapshot(ofProject id: Int) async throws -> DefinitionSnapshot {
        let remembered = memory.snapshot(ofProject: id)
        if remembered.isFresh, let snapshot = remembered.snapshot { return snapshot }
        let snapshot = try await database.read { db in
            let version = try Self.version(ofProject: id, db)
            if let known = remembered.snapshot, known.version == version { return known }
            return try Self.readSnapshot(ofProject: id, version: version, db)
        }
        memory.remember(snapshot, ofProject: id, generation: remembered.generation)
        return snapshot
    }

    private static func readSnapshot(
        ofProject id: Int,
        version: Int,
        _ db: GRDB.Database
    ) throws -> DefinitionSnapshot {
        let typed = PropertyDefinitionRecord.filter(PropertyDefinitionRecord.Columns.projectID == id)
            .filter(PropertyDefinitionRecord.Columns.propertyType != PropertyType.string.rawValue)
        var types: [PropertyOwner: [String: PropertyType]] = [:]
        for record in try typed.fetchAll(db) {
            types[record.owner, default: [:]][record.name] = record.propertyType.flatMap(PropertyType.init)
        }
        let groups = (0..<GroupType.maximum).compactMap { index in types[.group(index)].map { (index, $0) } }
        return DefinitionSnapshot(
            version: version,
            event: types[.event] ?? [:],
            person: types[.person] ?? [:],
            group: Dictionary(uniqueKeysWithValues: groups),
            groupTypes: try groupTypes(ofProject: id, db)
        )
    }

    // MARK: - Version

    private static func version(ofProject id: Int, _ db: GRDB.Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT version FROM definition_version WHERE project_id = ?", arguments: [id]) ?? 0
    }

    /// Says that queries of the project may read differently from now on; a part of the transaction that makes them.
    static func raiseVersion(ofProject id: Int, _ db: GRDB.Database) throws {
        try db.execute(
            literal: """
                INSERT INTO definition_version (project_id, version) VALUES (\(id), 1)
                ON CONFLICT (project_id) DO UPDATE SET version = version + 1
                """
        )
    }
}
