import Testing

@testable import Endpoints

struct EndpointNameTests {
    @Test(arguments: ["a", "Z", "with-dash_and_9", String(repeating: "a", count: 128)])
    func `a letter may be followed by letters, digits, hyphens and underscores`(name: String) {
        #expect(EndpointName.isValid(name))
    }

    @Test(arguments: [
        "", "1abc", "-abc", "_abc", "a b", "a.b", "a/b", "invalid@name!", "naïve", "a\n", "@a", "[a", "`a", "{a",
        String(repeating: "a", count: 129),
    ])
    func `anything else is no name`(name: String) {
        #expect(!EndpointName.isValid(name))
    }
}
