import Access
import Testing

struct ProjectSecretKeyTests {
    @Test func `a project's key works in that project for reads of endpoints`() async throws {
        let fixture = try await Fixture()
        let other = try await fixture.access.projects.create(ProjectSettings(name: "other"))

        let issued = try await fixture.access.projectSecretKeys.create(
            label: "site",
            inProject: 1,
            by: fixture.user.id
        )

        let principal = try #require(try await fixture.access.authenticator.principal(forKey: issued.value))
        #expect(issued.value.wholeMatch(of: /phs_[A-Za-z0-9]{32,}/) != nil)
        #expect(principal.kind == .projectSecretKey(id: issued.key.id, projectID: 1))
        #expect(principal.scopes.allows("endpoint:read"))
        #expect(!principal.scopes.allows("endpoint:write"))
        #expect(principal.userID == nil)
        #expect(throws: AccessError.projectOutsideKey(other.id)) { try principal.requireAccess(to: other) }
    }

    @Test(arguments: ["*", "endpoint:write", "dataset:read", "nonsense"])
    func `more than that cannot be asked for`(scope: String) async throws {
        let fixture = try await Fixture()

        await #expect(throws: AccessError.invalidScope(scope)) {
            try await fixture.access.projectSecretKeys.create(label: "x", scopes: [scope], inProject: 1, by: nil)
        }
    }

    @Test func `labels are unique in a project`() async throws {
        let fixture = try await Fixture()
        let other = try await fixture.access.projects.create(ProjectSettings(name: "other"))
        let keys = fixture.access.projectSecretKeys
        _ = try await keys.create(label: "site", inProject: 1, by: nil)

        await #expect(throws: AccessError.labelTaken("site")) {
            try await keys.create(label: "site", inProject: 1, by: nil)
        }

        _ = try await keys.create(label: "site", inProject: other.id, by: nil)
    }

    @Test func `a project that does not exist has no keys`() async throws {
        let fixture = try await Fixture()

        await #expect(throws: AccessError.projectNotFound(9)) {
            try await fixture.access.projectSecretKeys.create(label: "x", inProject: 9, by: nil)
        }
    }

    @Test func `a deleted key is refused at once, and only its project can delete it`() async throws {
        let fixture = try await Fixture()
        let keys = fixture.access.projectSecretKeys
        let issued = try await keys.create(label: "site", inProject: 1, by: nil)
        #expect(try await fixture.access.authenticator.principal(forKey: issued.value) != nil)

        #expect(try await !keys.delete(id: issued.key.id, inProject: 2))
        #expect(try await keys.delete(id: issued.key.id, inProject: 1))

        #expect(try await fixture.access.authenticator.principal(forKey: issued.value) == nil)
        #expect(try await keys.keys(inProject: 1) == [])
    }
}
