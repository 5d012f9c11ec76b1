import HogQL
import Testing

/// How trees read as HogQL: every file of `Fixtures/print` holds a query and its printed form.
struct PrinterTests {
    @Test(arguments: try Fixture.all(in: "print"))
    func `a query is printed readably`(_ fixture: Fixture) throws {
        try fixture.expect(HogQLPrinter.print(try Parser.parseSelect(fixture.input)))
    }

    @Test(arguments: try Fixture.all(in: "print"))
    func `printing what was printed changes nothing`(_ fixture: Fixture) throws {
        let printed = HogQLPrinter.print(try Parser.parseSelect(fixture.input))

        #expect(HogQLPrinter.print(try Parser.parseSelect(printed)) == printed)
    }
}
