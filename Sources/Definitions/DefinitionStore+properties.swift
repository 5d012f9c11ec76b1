import GRDB
import Storage

extension DefinitionStore {
    /// Some of the definitions that a filter lets through, by name.
    public func properties(
        _ filter: PropertyDefinitionFilter,
        inProject id: Int,
        limit: Int,
        offset: Int
    ) async throws -> PropertyDefinitionPage {
        try await database.read { db in
            let matching = Self.request(filter, inProject: id)
            let page =
                try matching
                .order(PropertyDefinitionRecord.Columns.name, PropertyDefinitionRecord.Columns.groupTypeIndex)
                .limit(limit, offset: offset).fetchAll(db)
            return PropertyDefinitionPage(
                definitions: page.map(PropertyDefinition.init),
                count: try matching.fetchCount(db)
            )
        }
    }

    /// The definition of that id, or nil when the project has none.
    public func property(id: String, inProject projectID: Int) async throws -> PropertyDefinition? {
        try await database.read { db in try Self.record(id, inProject: projectID, db) }.map(PropertyDefinition.init)
    }

    /// Sets the type of a property by hand, whether the project has sent it yet or not.
    public func setType(
        _ type: PropertyType?,
        ofProperty name: String,
        of owner: PropertyOwner,
        inProject id: Int
    ) async throws -> PropertyDefinition {
        guard name.contains(where: { !$0.isWhitespace }) else { throw DefinitionError.nameBlank }
        guard name.count <= Self.maximumNameLength else {
            throw DefinitionError.nameTooLong(limit: Self.maximumNameLength)
        }
        if case .group(let index) = owner, !(0..<GroupType.maximum).contains(index) {
            throw DefinitionError.groupTypeIndexOutOfRange(index)
        }
        let now = clock.now()
        let record = try await database.write { db in
            var record =
                try Self.record(named: name, of: owner, inProject: id, db)
                ?? PropertyDefinitionRecord(
                    id: UUIDText.make(),
                    projectID: id,
                    type: owner.type,
                    groupTypeIndex: owner.groupTypeIndex,
                    name: name,
                    propertyType: nil,
                    isSetByHand: true,
                    createdAt: now
                )
            try Self.setType(type, of: &record, at: now, db)
            return record
        }
        memory.expireSnapshot(ofProject: id)
        return PropertyDefinition(record)
    }

    /// Sets the type of a property by hand; nil when the project has no such definition.
    public func setType(
        _ type: PropertyType?,
        ofPropertyWithID id: String,
        inProject projectID: Int
    ) async throws -> PropertyDefinition? {
        let now = clock.now()
        let record = try await database.write { db -> PropertyDefinitionRecord? in
            guard var record = try Self.record(id, inProject: projectID, db) else { return nil }
            try Self.setType(type, of: &record, at: now, db)
            return record
        }
        memory.expireSnapshot(ofProject: projectID)
        return record.map(PropertyDefinition.init)
    }

    private static func setType(
        _ type: PropertyType?,
        of record: inout PropertyDefinitionRecord,
        at now: Timestamp,
        _ db: GRDB.Database
    ) throws {
        record.propertyType = type?.rawValue
        record.isSetByHand = true
        record.updatedAt = now
        try record.save(db)
        try raiseVersion(ofProject: record.projectID, db)
    }
}

// MARK: - Requests

extension DefinitionStore {
    private static func request(
        _ filter: PropertyDefinitionFilter,
        inProject id: Int
    ) -> QueryInterfaceRequest<PropertyDefinitionRecord> {
        var request = PropertyDefinitionRecord.filter(PropertyDefinitionRecord.Columns.projectID == id)
            .filter(PropertyDefinitionRecord.Columns.type == filter.kind.rawValue)
        if let index = filter.groupTypeIndex {
            request = request.filter(PropertyDefinitionRecord.Columns.groupTypeIndex == index)
        }
        if let search = filter.search, !search.isEmpty {
            let pattern = "%" + search.escapedForLike + "%"
            request = request.filter(PropertyDefinitionRecord.Columns.name.like(pattern, escape: "\\"))
        }
        return request
    }

    private static func record(
        _ id: String,
        inProject projectID: Int,
        _ db: GRDB.Database
    ) throws -> PropertyDefinitionRecord? {
        try PropertyDefinitionRecord.filter(key: id)
            .filter(PropertyDefinitionRecord.Columns.projectID == projectID).fetchOne(db)
    }

    private static func record(
        named name: String,
        of owner: PropertyOwner,
        inProject id: Int,
        _ db: GRDB.Database
    ) throws -> PropertyDefinitionRecord? {
        try PropertyDefinitionRecord.filter(PropertyDefinitionRecord.Columns.projectID == id)
            .filter(PropertyDefinitionRecord.Columns.type == owner.type)
            .filter(PropertyDefinitionRecord.Columns.groupTypeIndex == owner.groupTypeIndex)
            .filter(PropertyDefinitionRecord.Columns.name == name)
            .fetchOne(db)
    }
}

extension String {
    /// The text with the wildcards of LIKE standing for themselves.
    fileprivate var escapedForLike: String {
        String(flatMap { "%_\\".contains($0) ? ["\\", $0] : [$0] })
    }
}
