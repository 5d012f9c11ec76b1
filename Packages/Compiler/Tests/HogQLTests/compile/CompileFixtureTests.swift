import Testing

struct CompileFixtureTests {
    @Test(arguments: try CompileFixture.all())
    func compiles(_ fixture: CompileFixture) {
        #expect(CompileFixture.output(of: fixture.input) == fixture.expected)
    }
}
