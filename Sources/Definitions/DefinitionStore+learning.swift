import GRDB
import JSON
import Storage

extension DefinitionStore {
    /// Takes note of what is new in a batch, by project; nothing new costs no access to the database.
    ///
    /// A property gets the type of the first value that says something, and keeps it; one that was set by hand is left
    /// alone.
    public func learn(_ observed: [Int: ObservedData]) async throws {
        for (projectID, data) in observed {
            let known = try await knownNames(ofProject: projectID)
            let now = clock.now()
            let news = news(in: data, beyond: known, at: now)
            guard !news.events.isEmpty || !news.properties.isEmpty else { continue }
            let changesReading = try await database.write { db in
                try Self.insert(news.events, projectID, now, db)
                return try Self.insert(news.properties, projectID, now, db)
            }
            memory.remember(news.names, ofProject: projectID)
            if changesReading { memory.expireSnapshot(ofProject: projectID) }
        }
    }

    /// The names of the events that a project has sent, in alphabetical order.
    public func eventNames(inProject id: Int) async throws -> [String] {
        try await database.read { db in
            try EventDefinitionRecord.filter(EventDefinitionRecord.Columns.projectID == id)
                .select(EventDefinitionRecord.Columns.name, as: String.self)
                .order(EventDefinitionRecord.Columns.name)
                .fetchAll(db)
        }
    }

    private func knownNames(ofProject id: Int) async throws -> KnownNames {
        if let names = memory.names(ofProject: id) { return names }
        let names = try await database.read { db in try Self.names(ofProject: id, db) }
        memory.remember(names, ofProject: id)
        return names
    }

    private static func names(ofProject id: Int, _ db: GRDB.Database) throws -> KnownNames {
        var names = KnownNames()
        let events = EventDefinitionRecord.filter(EventDefinitionRecord.Columns.projectID == id)
        names.events = try events.select(EventDefinitionRecord.Columns.name, as: String.self).fetchSet(db)
        let properties = PropertyDefinitionRecord.filter(PropertyDefinitionRecord.Columns.projectID == id)
        for record in try properties.fetchAll(db) {
            names.properties[record.owner, default: [:]][record.name] =
                record.propertyType != nil || record.isSetByHand
        }
        return names
    }
}

// MARK: - What is new

/// What a batch shows that the database does not have.
private struct News {
    struct Property {
        let owner: PropertyOwner
        let name: String
        let type: PropertyType?
    }

    var events: [String] = []
    var properties: [Property] = []

    var names: KnownNames {
        var names = KnownNames(events: Set(events))
        for property in properties {
            names.properties[property.owner, default: [:]][property.name] = property.type != nil
        }
        return names
    }
}

extension DefinitionStore {
    private func news(in data: ObservedData, beyond known: KnownNames, at now: Timestamp) -> News {
        var news = News()
        let events = data.events.filter { !known.events.contains($0) && Self.isLearnable($0) }
        news.events = Array(events.sorted().prefix(max(0, memory.maximumNames - known.events.count)))
        for (owner, properties) in data.properties {
            let knownProperties = known.properties[owner] ?? [:]
            var room = memory.maximumNames - knownProperties.count
            for (name, value) in properties where knownProperties[name] != true && Self.isLearnable(name) {
                let type = PropertyType(inferredFrom: value, of: name, now: now)
                let isNew = knownProperties[name] == nil
                guard isNew ? room > 0 : type != nil else { continue }
                if isNew { room -= 1 }
                news.properties.append(News.Property(owner: owner, name: name, type: type))
            }
        }
        return news
    }

    private static func isLearnable(_ name: String) -> Bool {
        !name.isEmpty && name.count <= maximumNameLength
    }

    private static func insert(_ events: [String], _ projectID: Int, _ now: Timestamp, _ db: GRDB.Database) throws {
        for name in events {
            try EventDefinitionRecord(id: UUIDText.make(), projectID: projectID, name: name, createdAt: now)
                .insert(db, onConflict: .ignore)
        }
    }

    /// Writes properties and the types of those that have none; tells whether queries read differently from now on.
    private static func insert(
        _ properties: [News.Property],
        _ projectID: Int,
        _ now: Timestamp,
        _ db: GRDB.Database
    ) throws -> Bool {
        var changesReading = false
        for property in properties {
            try db.execute(
                literal: """
                    INSERT INTO property_definition
                        (id, project_id, type, group_type_index, name, property_type, is_set_by_hand, created_at, updated_at)
                    VALUES (\(UUIDText.make()), \(projectID), \(property.owner.type), \(property.owner.groupTypeIndex),
                        \(property.name), \(property.type?.rawValue), 0, \(now), \(now))
                    ON CONFLICT (project_id, type, group_type_index, name) DO UPDATE
                    SET property_type = excluded.property_type, updated_at = excluded.updated_at
                    WHERE property_type IS NULL AND NOT is_set_by_hand AND excluded.property_type IS NOT NULL
                    """
            )
            if db.changesCount > 0, property.type?.changesReading == true { changesReading = true }
        }
        if changesReading { try raiseVersion(ofProject: projectID, db) }
        return changesReading
    }
}
