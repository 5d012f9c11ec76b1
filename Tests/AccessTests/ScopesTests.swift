import Access
import Testing

struct ScopesTests {
    @Test(arguments: [
        (["endpoint:read"], "endpoint:read", true),
        (["endpoint:write"], "endpoint:read", true),
        (["endpoint:read"], "endpoint:write", false),
        (["endpoint:write"], "endpoint:write", true),
        (["dataset:write", "query:read"], "endpoint:read", false),
        (["*"], "endpoint:write", true),
        (["event_definition:read"], "definition:read", false),
    ])
    func `write implies read, and a star everything`(names: [String], scope: String, isAllowed: Bool) throws {
        let scopes = try Scopes(checking: names)

        #expect(scopes.allows(scope) == isAllowed)
    }

    @Test(arguments: ["nonsense:read", "dataset:admin", "dataset", "dataset:", ":read", "", "dataset:read:write", "**"])
    func `what is no scope is named`(name: String) {
        #expect(throws: AccessError.invalidScope(name)) { try Scopes(checking: ["dataset:read", name]) }
    }

    @Test(arguments: [
        "endpoint", "desktop_recording", "dataset", "query", "project", "organization", "user", "insight", "action",
        "cohort", "property_definition", "insight_variable",
    ])
    func `every object that the API names can be scoped`(object: String) throws {
        let scopes = try Scopes(checking: ["\(object):read", "\(object):write"])

        #expect(scopes.names == ["\(object):read", "\(object):write"])
    }

    @Test func `a new key needs scopes, though none at all once meant everything`() {
        #expect(throws: AccessError.scopesEmpty) { try Scopes(checking: []) }
    }

    @Test func `only a star is unlimited`() throws {
        #expect(Scopes.all.isUnlimited)
        #expect(try !Scopes(checking: ["endpoint:write", "project:write"]).isUnlimited)
    }
}
