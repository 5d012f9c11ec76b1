import GRDB
import Storage
import Testing

@testable import Access

struct AuthenticatorTests {
    @Test(arguments: ["phx_wrong", "", "phc_0123456789", "phs_nobody", "ä"])
    func `a key that is nobody's has no principal`(key: String) async throws {
        let fixture = try await Fixture()

        #expect(try await fixture.access.authenticator.principal(forKey: key) == nil)
    }

    @Test func `a project token is no key`() async throws {
        let fixture = try await Fixture()

        #expect(try await fixture.access.authenticator.principal(forKey: fixture.secrets.projectToken) == nil)
    }

    @Test func `an inactive user's key is refused`() async throws {
        let fixture = try await Fixture(lookupLifetime: .zero)

        try await fixture.database.write { db in try db.execute(sql: "UPDATE user SET is_active = 0") }

        #expect(try await fixture.access.authenticator.principal(forKey: fixture.secrets.personalKey) == nil)
    }

    @Test func `a key made at the moment it was tried works`() async throws {
        let fixture = try await Fixture()
        let issued = try await fixture.makeKey("*")
        _ = try await fixture.access.personalKeys.delete(id: issued.key.id, of: fixture.user.id)
        #expect(try await fixture.access.authenticator.principal(forKey: issued.value) == nil)

        let other = try await fixture.makeKey("*")

        #expect(try await fixture.access.authenticator.principal(forKey: other.value) != nil)
    }

    @Test func `another process's changes are seen once the lookup has expired`() async throws {
        let fixture = try await Fixture(lookupLifetime: .zero)
        let issued = try await fixture.makeKey("*")
        #expect(try await fixture.access.authenticator.principal(forKey: issued.value) != nil)

        _ = try await fixture.beside().personalKeys.delete(id: issued.key.id, of: fixture.user.id)

        #expect(try await fixture.access.authenticator.principal(forKey: issued.value) == nil)
    }

    @Test func `a known key costs no access to the database`() async throws {
        let fixture = try await Fixture(lookupLifetime: .seconds(60))
        let key = fixture.secrets.personalKey
        let before = try await fixture.access.authenticator.principal(forKey: key)

        try await fixture.database.write { db in try db.execute(sql: "DELETE FROM personal_api_key") }

        #expect(try await fixture.access.authenticator.principal(forKey: key) == before)
    }

    @Test func `the last use is written down`() async throws {
        let fixture = try await Fixture()
        // Used just now, so that looking it up writes nothing by itself.
        try await fixture.database.write { db in
            try db.execute(sql: "UPDATE personal_api_key SET last_used_at = ?", arguments: [Fixture.moment])
        }
        let principal = try #require(
            try await fixture.access.authenticator.principal(forKey: fixture.secrets.personalKey)
        )

        await fixture.access.authenticator.noteUse(of: principal, at: Fixture.moment + .seconds(5))

        let key = try #require(try await fixture.access.personalKeys.keys(of: fixture.user.id).first)
        #expect(key.lastUsedAt == Fixture.moment + .seconds(5))
    }

    @Test(arguments: [(3599, false), (3600, true), (nil, true)])
    func `the last use is written hourly at most`(age: Int?, isDue: Bool) {
        let last = age.map { Fixture.moment - .seconds($0) }

        #expect(Authenticator.isDue(lastUsedAt: last, now: Fixture.moment) == isDue)
    }

    @Test func `hashes are compared over their whole length`() {
        let hash = KeyHash(of: "phx_a")

        #expect(hash.text == "sha256$" + hash.text.dropFirst(7))
        #expect(hash.matches(KeyHash(of: "phx_a").text))
        #expect(!hash.matches(KeyHash(of: "phx_b").text))
        #expect(!hash.matches(String(hash.text.dropLast())))
        #expect(!hash.matches(""))
    }

    @Test func `a hash is that of the whole key`() {
        let hash = KeyHash(of: "abc")

        #expect(hash.text == "sha256$ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}
