public import GRDB
import JSON
public import Storage

/// The variables of each project's queries.
public struct InsightVariableStore: Sendable {
    private let database: any DatabaseWriter
    private let clock: Clock
    private let byProject: RecentLookups<Int, [InsightVariable]>

    public init(
        _ database: any DatabaseWriter,
        clock: Clock = .system,
        lookupLifetime: Duration = .seconds(1)
    ) {
        self.database = database
        self.clock = clock
        byProject = RecentLookups(lifetime: lookupLifetime)
    }

    private static let maximumNameLength = 400

    /// The variables of a project, oldest first; cheap enough for every run of a query.
    public func variables(inProject id: Int) async throws -> [InsightVariable] {
        let variables = try await byProject.value(for: id) {
            try await database.read { db in
                try InsightVariableRecord.filter(InsightVariableRecord.Columns.projectID == id)
                    .order(InsightVariableRecord.Columns.createdAt, Column.rowID)
                    .fetchAll(db)
            }
            .map(InsightVariable.init)
        }
        return variables ?? []
    }

    /// The variable of that id, or nil when the project has none.
    public func variable(id: String, inProject projectID: Int) async throws -> InsightVariable? {
        try await variables(inProject: projectID).first { $0.id == id }
    }

    /// Adds a variable; a name has to be given, and code names are unique in a project.
    public func create(
        _ settings: InsightVariableSettings,
        inProject id: Int,
        by userID: Int?
    ) async throws -> InsightVariable {
        let name = try check(settings.name ?? "")
        let record = InsightVariableRecord(
            id: UUIDText.make(),
            projectID: id,
            name: name,
            codeName: InsightVariable.codeName(for: name),
            type: (settings.kind ?? .string).rawValue,
            defaultValue: JSONColumn(settings.defaultValue ?? .null),
            values: JSONColumn(settings.values ?? .null),
            createdByID: userID,
            createdAt: clock.now()
        )
        do {
            try await database.write { db in try record.insert(db) }
        } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE {
            throw DefinitionError.variableExists(codeName: record.codeName)
        }
        byProject.removeAll()
        return InsightVariable(record)
    }

    /// Changes what `settings` names; nil when the project has no such variable.
    public func update(
        id: String,
        inProject projectID: Int,
        _ settings: InsightVariableSettings
    ) async throws -> InsightVariable? {
        let name = try settings.name.map(check)
        let record = try await database.write { db -> InsightVariableRecord? in
            guard var record = try Self.request(id, inProject: projectID).fetchOne(db) else { return nil }
            if let name { record.name = name }
            if let kind = settings.kind { record.type = kind.rawValue }
            if let value = settings.defaultValue { record.defaultValue = JSONColumn(value) }
            if let values = settings.values { record.values = JSONColumn(values) }
            try record.update(db)
            return record
        }
        byProject.removeAll()
        return record.map(InsightVariable.init)
    }

    /// Removes a variable; false when the project has no such one.
    public func delete(id: String, inProject projectID: Int) async throws -> Bool {
        let isDeleted = try await database.write { db in
            try Self.request(id, inProject: projectID).deleteAll(db) > 0
        }
        byProject.removeAll()
        return isDeleted
    }

    private static func request(_ id: String, inProject projectID: Int) -> QueryInterfaceRequest<InsightVariableRecord>
    {
        InsightVariableRecord.filter(key: id).filter(InsightVariableRecord.Columns.projectID == projectID)
    }

    private func check(_ name: String) throws -> String {
        guard name.contains(where: { !$0.isWhitespace }) else { throw DefinitionError.nameBlank }
        guard name.count <= Self.maximumNameLength else {
            throw DefinitionError.nameTooLong(limit: Self.maximumNameLength)
        }
        return name
    }
}
