import GRDB
import Storage

extension DefinitionStore {
    /// The numbers of group types by name, giving the next free one to each that is new, in the order of `names`.
    ///
    /// A type beyond the fifth gets none and is missing in the answer. Types that are known cost no access to the
    /// database.
    public func groupTypeIndexes(of names: [String], inProject id: Int) async throws -> [String: Int] {
        var known = memory.groupTypes(ofProject: id)
        let learnable = names.filter { !$0.isEmpty && $0.count <= Self.maximumNameLength }
        if known.count < GroupType.maximum, learnable.contains(where: { known[$0] == nil }) {
            known = try await addGroupTypes(learnable, inProject: id)
        }
        return known.filter { learnable.contains($0.key) }
    }

    /// The project's group types by number.
    public func groupTypes(inProject id: Int) async throws -> [GroupType] {
        try await database.read { db in
            try GroupTypeRecord.filter(GroupTypeRecord.Columns.projectID == id)
                .order(GroupTypeRecord.Columns.groupTypeIndex).fetchAll(db)
        }
        .map { GroupType(index: $0.groupTypeIndex, name: $0.name) }
    }

    private func addGroupTypes(_ names: [String], inProject id: Int) async throws -> [String: Int] {
        let now = clock.now()
        let types = try await database.write { db in
            var types = try Self.groupTypes(ofProject: id, db)
            let count = types.count
            for name in names where types[name] == nil && types.count < GroupType.maximum {
                let index = types.count
                try GroupTypeRecord(projectID: id, groupTypeIndex: index, name: name, createdAt: now).insert(db)
                types[name] = index
            }
            if types.count > count { try Self.raiseVersion(ofProject: id, db) }
            return types
        }
        memory.remember(groupTypes: types, ofProject: id)
        memory.expireSnapshot(ofProject: id)
        return types
    }

    static func groupTypes(ofProject id: Int, _ db: GRDB.Database) throws -> [String: Int] {
        let records = try GroupTypeRecord.filter(GroupTypeRecord.Columns.projectID == id).fetchAll(db)
        return Dictionary(uniqueKeysWithValues: records.map { ($0.name, $0.groupTypeIndex) })
    }
}
