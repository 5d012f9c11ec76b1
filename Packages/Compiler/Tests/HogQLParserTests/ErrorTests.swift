import HogQL
import Testing

/// What people get to read when a text is wrong: every file of `Fixtures/errors` holds one mistake.
struct ErrorTests {
    @Test(arguments: try Fixture.all(in: "errors/select"))
    func `a wrong query says what is wrong and where`(_ fixture: Fixture) throws {
        try fixture.expect(outcome(of: fixture.input) { (text) throws(HogQLError) in _ = try Parser.parseSelect(text) })
    }

    @Test(arguments: try Fixture.all(in: "errors/expression"))
    func `a wrong expression says what is wrong and where`(_ fixture: Fixture) throws {
        try fixture.expect(
            outcome(of: fixture.input) { (text) throws(HogQLError) in _ = try Parser.parseExpression(text) }
        )
    }

    private func outcome(of text: String, _ parse: (String) throws(HogQLError) -> Void) -> String {
        do {
            try parse(text)
            return "no error"
        } catch {
            return "\(error.code.rawValue): \(error.description(in: text))"
        }
    }
}
