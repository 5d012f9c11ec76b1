import GRDB
import JSON
import Storage

/// The projects of this server; looking one up is cheap enough for every request.
public struct ProjectStore: Sendable {
    private let database: any DatabaseWriter
    private let clock: Clock
    private let byID: RecentLookups<Int, Project>
    private let byToken: RecentLookups<String, Project>

    init(_ database: any DatabaseWriter, clock: Clock, lookupLifetime: Duration) {
        self.database = database
        self.clock = clock
        byID = RecentLookups(lifetime: lookupLifetime)
        byToken = RecentLookups(lifetime: lookupLifetime)
    }

    /// The project of that number, or nil when there is none.
    public func project(id: Int) async throws -> Project? {
        try await byID.value(for: id) {
            try await database.read { db in try ProjectRecord.fetchOne(db, key: id) }.map(Project.init)
        }
    }

    /// The project whose `phc_` token this is, or nil when there is none.
    public func project(token: String) async throws -> Project? {
        try await byToken.value(for: token) {
            try await database.read { db in
                try ProjectRecord.filter(ProjectRecord.Columns.token == token).fetchOne(db)
            }
            .map(Project.init)
        }
    }

    /// Some of the projects that a principal may use (in one organization if that is named), by number.
    public func projects(
        visibleTo principal: Principal,
        in organizationID: String? = nil,
        limit: Int,
        offset: Int
    ) async throws -> ProjectPage {
        try await database.read { db in
            var visible = ProjectRecord.filter(principal.organizations.contains(ProjectRecord.Columns.organizationID))
            if let projects = principal.projects {
                visible = visible.filter(projects.contains(ProjectRecord.Columns.id))
            }
            if let organizationID {
                visible = visible.filter(ProjectRecord.Columns.organizationID == organizationID)
            }
            let page = try visible.order(ProjectRecord.Columns.id).limit(limit, offset: offset).fetchAll(db)
            return ProjectPage(projects: page.map(Project.init), count: try visible.fetchCount(db))
        }
    }

    /// Every project of this server: what jobs that serve them all go through.
    public func all() async throws -> [Project] {
        try await database.read { db in try ProjectRecord.order(ProjectRecord.Columns.id).fetchAll(db) }
            .map(Project.init)
    }

    /// Adds a project with a token of its own, to the oldest organization unless another is named.
    public func create(_ settings: ProjectSettings, in organizationID: String? = nil) async throws -> Project {
        try settings.check()
        let now = clock.now()
        let project = try await database.write { db in
            guard let owner = try organizationID ?? OrganizationRecord.oldest(db)?.id else {
                throw AccessError.organizationNotFound
            }
            return try Self.insert(settings, in: owner, token: Secret.projectToken.make(), at: now, db)
        }
        forgetLookups()
        return project
    }

    static func insert(
        _ settings: ProjectSettings,
        in organizationID: String,
        token: String,
        at now: Timestamp,
        _ db: GRDB.Database
    ) throws -> Project {
        var record = ProjectRecord(
            uuid: UUIDText.make(),
            organizationID: organizationID,
            name: settings.name ?? "Default project",
            token: token,
            timezone: settings.timezone ?? "UTC",
            weekStartDay: (settings.weekStartDay ?? .sunday).rawValue,
            testAccountFilters: JSONColumn(settings.testAccountFilters ?? []),
            createdAt: now,
            updatedAt: now
        )
        try record.insert(db)
        return Project(record)
    }

    /// Changes what `settings` names; nil when there is no such project.
    public func update(id: Int, _ settings: ProjectSettings) async throws -> Project? {
        try settings.check()
        let now = clock.now()
        let project = try await database.write { db -> Project? in
            guard var record = try ProjectRecord.fetchOne(db, key: id) else { return nil }
            if let name = settings.name { record.name = name }
            if let timezone = settings.timezone { record.timezone = timezone }
            if let day = settings.weekStartDay { record.weekStartDay = day.rawValue }
            if let filters = settings.testAccountFilters { record.testAccountFilters = JSONColumn(filters) }
            record.updatedAt = now
            try record.update(db)
            return Project(record)
        }
        forgetLookups()
        return project
    }

    /// Remembers that a project has sent an event; free for one that is known to have.
    public func noteIngestedEvent(in project: Project) async throws {
        guard !project.ingestedEvent else { return }
        try await database.write { db in
            _ = try ProjectRecord.filter(ProjectRecord.Columns.id == project.id)
                .updateAll(db, ProjectRecord.Columns.ingestedEvent.set(to: true))
        }
        forgetLookups()
    }

    private func forgetLookups() {
        byID.removeAll()
        byToken.removeAll()
    }
}

/// Some of the projects, and how many there are in all.
public struct ProjectPage: Hashable, Sendable {
    public let projects: [Project]
    public let count: Int
}
