import Access
import Storage
import Testing

struct PersonalKeyTests {
    @Test func `a new key is long, works, and is shown masked afterwards`() async throws {
        let fixture = try await Fixture()

        let issued = try await fixture.makeKey("dataset:read")

        let shown = try #require(try await fixture.access.personalKeys.key(id: issued.key.id, of: fixture.user.id))
        #expect(issued.value.wholeMatch(of: /phx_[A-Za-z0-9]{32,}/) != nil)
        #expect(shown.maskValue == "phx_...\(issued.value.suffix(4))")
        #expect(shown.scopes == ["dataset:read"])
        let principal = try await fixture.access.authenticator.principal(forKey: issued.value)
        #expect(principal?.kind == .personalKey(id: issued.key.id, userID: fixture.user.id))
    }

    @Test func `no two keys are alike`() async throws {
        let fixture = try await Fixture()

        let first = try await fixture.makeKey("*")
        let second = try await fixture.makeKey("*")

        #expect(first.value != second.value)
        #expect(first.key.id != second.key.id)
    }

    @Test func `keys are listed newest first`() async throws {
        let fixture = try await Fixture()

        let first = try await fixture.makeKey("*")
        let second = try await fixture.makeKey("*")

        let listed = try await fixture.access.personalKeys.keys(of: fixture.user.id).map(\.id)
        #expect(listed.prefix(2) == [second.key.id, first.key.id])
    }

    @Test func `an unlimited key's holder may make more than ten`() async throws {
        let fixture = try await Fixture()

        for _ in 0..<12 { _ = try await fixture.makeKey("*") }

        #expect(try await fixture.access.personalKeys.keys(of: fixture.user.id).count == 13)
    }

    @Test func `a deleted key is refused at once`() async throws {
        let fixture = try await Fixture()
        let issued = try await fixture.makeKey("*")
        _ = try await fixture.access.authenticator.principal(forKey: issued.value)

        let isDeleted = try await fixture.access.personalKeys.delete(id: issued.key.id, of: fixture.user.id)

        #expect(isDeleted)
        #expect(try await fixture.access.authenticator.principal(forKey: issued.value) == nil)
        #expect(try await !fixture.access.personalKeys.delete(id: issued.key.id, of: fixture.user.id))
    }

    @Test func `rolling replaces the value and keeps the rest`() async throws {
        let fixture = try await Fixture()
        let issued = try await fixture.makeKey("dataset:read")

        let rolled = try #require(try await fixture.access.personalKeys.roll(id: issued.key.id, of: fixture.user.id))

        #expect(rolled.key.id == issued.key.id)
        #expect(rolled.key.scopes == ["dataset:read"])
        #expect(rolled.key.lastRolledAt == Fixture.moment)
        #expect(try await fixture.access.authenticator.principal(forKey: issued.value) == nil)
        #expect(try await fixture.access.authenticator.principal(forKey: rolled.value) != nil)
    }

    @Test func `changed scopes count from the next request on`() async throws {
        let fixture = try await Fixture()
        let issued = try await fixture.makeKey("dataset:write")
        _ = try await fixture.access.authenticator.principal(forKey: issued.value)

        let settings = PersonalKeySettings(scopes: ["dataset:read"])
        let changed = try await fixture.access.personalKeys.update(id: issued.key.id, of: fixture.user.id, settings)

        #expect(changed?.label == "test")
        let principal = try #require(try await fixture.access.authenticator.principal(forKey: issued.value))
        #expect(!principal.scopes.allows("dataset:write"))
    }

    @Test(arguments: [
        (PersonalKeySettings(label: "", scopes: ["*"]), AccessError.labelBlank),
        (PersonalKeySettings(label: " ", scopes: ["*"]), .labelBlank),
        (PersonalKeySettings(scopes: ["*"]), .labelBlank),
        (PersonalKeySettings(label: String(repeating: "x", count: 41), scopes: ["*"]), .labelTooLong(limit: 40)),
        (PersonalKeySettings(label: "x", scopes: []), .scopesEmpty),
        (PersonalKeySettings(label: "x", scopes: ["nonsense:read"]), .invalidScope("nonsense:read")),
        (PersonalKeySettings(label: "x", scopes: ["*"], scopedProjects: [999]), .projectsNotYours),
        (PersonalKeySettings(label: "x", scopes: ["*"], scopedOrganizations: ["acme"]), .invalidOrganization),
        (
            PersonalKeySettings(
                label: "x",
                scopes: ["*"],
                scopedOrganizations: ["018f2f00-abcd-7000-8000-0000000000ef"]
            ),
            .organizationsNotYours
        ),
    ])
    func `what makes no sense is refused`(settings: PersonalKeySettings, error: AccessError) async throws {
        let fixture = try await Fixture()

        await #expect(throws: error) {
            try await fixture.access.personalKeys.create(settings, for: fixture.user.id)
        }
    }

    @Test func `another user's keys are not there`() async throws {
        let fixture = try await Fixture()
        let issued = try await fixture.makeKey("*")

        #expect(try await fixture.access.personalKeys.key(id: issued.key.id, of: fixture.user.id + 1) == nil)
        #expect(try await !fixture.access.personalKeys.delete(id: issued.key.id, of: fixture.user.id + 1))
    }
}
