import Access
import GRDB
import JSON
import Storage
import Testing

struct ProjectTests {
    @Test func `a project is found by number and by token`() async throws {
        let fixture = try await Fixture()

        let made = try await fixture.access.projects.create(
            ProjectSettings(name: "Shop", timezone: "Europe/Berlin", weekStartDay: .monday)
        )

        #expect(made.id == 2)
        #expect(made.token.wholeMatch(of: /phc_[A-Za-z0-9]{32,60}/) != nil)
        #expect(try await fixture.access.projects.project(id: 2) == made)
        #expect(try await fixture.access.projects.project(token: made.token) == made)
        #expect(made.weekStartDay == .monday)
        #expect(made.testAccountFilters == [])
    }

    @Test func `a project that was missed is found once it is made`() async throws {
        let fixture = try await Fixture()
        #expect(try await fixture.access.projects.project(id: 2) == nil)

        _ = try await fixture.access.projects.create(ProjectSettings(name: "Shop"))

        #expect(try await fixture.access.projects.project(id: 2)?.name == "Shop")
    }

    @Test func `another process's project becomes visible`() async throws {
        let fixture = try await Fixture(lookupLifetime: .zero)
        #expect(try await fixture.access.projects.project(id: 2) == nil)

        let made = try await fixture.beside().projects.create(ProjectSettings(name: "Shop"))

        #expect(try await fixture.access.projects.project(id: 2) == made)
        #expect(try await fixture.access.projects.project(token: made.token) == made)
    }

    @Test func `making a project moves no one's current one`() async throws {
        let fixture = try await Fixture()

        _ = try await fixture.access.projects.create(ProjectSettings(name: "Shop"))

        #expect(try await fixture.access.users.administrator()?.currentProjectID == 1)
    }

    @Test func `a change is seen by the next lookup and leaves the rest`() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.access.projects.project(id: 1)
        let filters: JSONValue = [["key": "email", "type": "person", "operator": "not_icontains", "value": "@x.test"]]

        let settings = ProjectSettings(timezone: "Asia/Tokyo", testAccountFilters: filters)
        let changed = try #require(try await fixture.access.projects.update(id: 1, settings))

        #expect(changed.name == "Default project")
        #expect(changed.timezone == "Asia/Tokyo")
        #expect(try await fixture.access.projects.project(id: 1)?.testAccountFilters == filters)
        #expect(try await fixture.access.projects.update(id: 9, settings) == nil)
    }

    @Test(arguments: [
        (ProjectSettings(name: ""), AccessError.nameBlank),
        (ProjectSettings(name: String(repeating: "x", count: 201)), .nameTooLong(limit: 200)),
        (ProjectSettings(timezone: "Mars/Olympus"), .invalidTimezone("Mars/Olympus")),
        (ProjectSettings(timezone: "GMT+3"), .invalidTimezone("GMT+3")),
        (ProjectSettings(timezone: ""), .invalidTimezone("")),
        (ProjectSettings(testAccountFilters: ["a": 1]), .testAccountFiltersNotAList),
    ])
    func `settings that make no sense are refused`(settings: ProjectSettings, error: AccessError) async throws {
        let fixture = try await Fixture()

        await #expect(throws: error) { try await fixture.access.projects.create(settings) }
        await #expect(throws: error) { try await fixture.access.projects.update(id: 1, settings) }
    }

    @Test(arguments: [
        "UTC", "GMT", "Europe/Berlin", "Asia/Tokyo", "America/Argentina/Buenos_Aires", "Asia/Kolkata", "Asia/Calcutta",
        "US/Pacific", "Pacific/Chatham", "Etc/UTC", "Europe/Kyiv",
    ])
    func `the names of the time zone database are known`(timezone: String) async throws {
        let fixture = try await Fixture()

        let made = try await fixture.access.projects.create(ProjectSettings(timezone: timezone))

        #expect(made.timezone == timezone)
    }

    @Test func `the first event is noted`() async throws {
        let fixture = try await Fixture()
        let project = try #require(try await fixture.access.projects.project(id: 1))

        try await fixture.access.projects.noteIngestedEvent(in: project)

        #expect(!project.ingestedEvent)
        #expect(try await fixture.access.projects.project(id: 1)?.ingestedEvent == true)
    }

    @Test func `a key sees the projects it is limited to`() async throws {
        let fixture = try await Fixture()
        for name in ["two", "three"] { _ = try await fixture.access.projects.create(ProjectSettings(name: name)) }
        let key = try await fixture.makeKey("*", projects: [1, 3])
        let principal = try #require(try await fixture.access.authenticator.principal(forKey: key.value))

        let all = try await fixture.access.projects.projects(visibleTo: principal, limit: 100, offset: 0)
        let second = try await fixture.access.projects.projects(visibleTo: principal, limit: 1, offset: 1)

        #expect(all.projects.map(\.id) == [1, 3])
        #expect(second.projects.map(\.id) == [3])
        #expect(second.count == 2)
    }

    @Test func `a key limited to projects is refused elsewhere`() async throws {
        let fixture = try await Fixture()
        let other = try await fixture.access.projects.create(ProjectSettings(name: "other"))
        let first = try #require(try await fixture.access.projects.project(id: 1))
        let key = try await fixture.makeKey("*", projects: [1])
        let principal = try #require(try await fixture.access.authenticator.principal(forKey: key.value))

        try principal.requireAccess(to: first)

        #expect(throws: AccessError.projectOutsideKey(other.id)) { try principal.requireAccess(to: other) }
    }

    @Test func `a project of an organization that the user is not in is refused`() async throws {
        let fixture = try await Fixture()
        let id = UUIDText.make()
        try await fixture.database.write { db in
            try OrganizationRecord(id: id, name: "Other", slug: "other", createdAt: Fixture.moment).insert(db)
        }
        let project = try await fixture.access.projects.create(ProjectSettings(name: "theirs"), in: id)
        let principal = try #require(
            try await fixture.access.authenticator.principal(forKey: fixture.secrets.personalKey)
        )

        #expect(throws: AccessError.projectNotAccessible) { try principal.requireAccess(to: project) }
        #expect(throws: AccessError.organizationNotFound) { try principal.requireAccess(toOrganization: id) }
    }
}
