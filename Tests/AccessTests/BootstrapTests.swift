import Access
import GRDB
import Storage
import Testing

struct BootstrapTests {
    @Test func `the first start makes project 1 and a key that may do everything`() async throws {
        let fixture = try await Fixture()

        let project = try #require(try await fixture.access.projects.project(id: 1))
        let principal = try #require(
            try await fixture.access.authenticator.principal(forKey: fixture.secrets.personalKey)
        )

        #expect(project.name == "Default project")
        #expect(project.timezone == "UTC")
        #expect(project.token == fixture.secrets.projectToken)
        #expect(principal.scopes.isUnlimited)
        #expect(principal.userID == fixture.user.id)
        #expect(fixture.user.currentProjectID == 1)
        let membership = try #require(try await fixture.access.users.memberships(of: fixture.user.id).first)
        #expect(membership.level == .owner)
        #expect(membership.organization.id == project.organizationID)
    }

    @Test func `a second start changes nothing`() async throws {
        let fixture = try await Fixture()

        let again = try await Bootstrap(fixture.database).runIfNeeded(personalKey: "phx_another_key_1234567890")

        #expect(again == nil)
        #expect(try await fixture.access.projects.all().count == 1)
        #expect(try await fixture.access.personalKeys.keys(of: fixture.user.id).count == 1)
    }

    @Test func `given secrets are used`() async throws {
        let database = try Database.inMemory()
        let key = "phx_conformance0admin0key0123456789abcdefghijkl"
        let token = "phc_conformance0project0token0123456789abcdef"

        let secrets = try await Bootstrap(database).runIfNeeded(personalKey: key, projectToken: token)

        let access = AccessControl(database)
        #expect(secrets?.personalKey == key)
        #expect(try await access.authenticator.principal(forKey: key) != nil)
        #expect(try await access.projects.project(token: token)?.id == 1)
    }

    @Test(arguments: ["phc_wrong0prefix0123456789", "phx_short", "phx_with a blank 0123456789", ""])
    func `what is no key is refused, and nothing is made`(key: String) async throws {
        let database = try Database.inMemory()

        await #expect(throws: AccessError.malformedSecret(prefix: "phx_")) {
            try await Bootstrap(database).runIfNeeded(personalKey: key)
        }

        #expect(try await AccessControl(database).projects.all() == [])
    }

    @Test func `keys are stored as hashes only`() async throws {
        let fixture = try await Fixture()

        let stored = try await fixture.database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM personal_api_key").map(\.description).joined()
        }

        #expect(!stored.contains(fixture.secrets.personalKey))
        #expect(stored.contains("sha256$"))
    }
}
