import HogQL
import Testing

/// Texts made to hurt: the parser must answer each in a time that grows with its length alone.
struct LimitTests {
    @Test(arguments: [
        ("(", "a", ")"), ("f(", "a", ")"), ("[", "a", "]"), ("{a: ", "a", "}"), ("(select ", "a", ")"),
        ("case when ", "a", " then 1 end"), ("a ? b : ", "a", ""), ("x -> ", "a", ""), ("not ", "a", ""),
        ("- ", "a", ""),
        ("<a>", "", "</a>"), ("f'{", "a", "}'"), ("cast(", "a", " as Int)"), ("interval ", "a", " day"),
        ("a[", "a", "]"),
        ("a and (b or ", "a", ")"), ("f(a) over (partition by ", "a", ")"), ("f(a) filter (where ", "a", ")"),
        ("columns(", "a", ")"), ("case ", "", ""), ("case (", "", ""), ("(with ", "", ""),
        ("(select distinct ", "", ""),
        ("(", "", ""), ("{", "", ""), ("(select * from (", "a", "))"),
    ])
    func `ten thousand levels are refused`(opening: String, inside: String, closing: String) {
        let text = String(repeating: opening, count: 10_000) + inside + String(repeating: closing, count: 10_000)

        let error = #expect(throws: HogQLError.self) { try Parser.parseExpression(text) }

        #expect(error?.code == .tooDeep)
    }

    @Test(arguments: [
        ("(", ")"), ("f(", ")"), ("f(a)(", ")"), ("case when ", " then 1 end"), ("f(a) over (order by ", ")"),
    ])
    func `three hundred levels are parsed`(opening: String, closing: String) throws {
        let text = String(repeating: opening, count: 300) + "a" + String(repeating: closing, count: 300)

        #expect(throws: Never.self) { try Parser.parseExpression(text) }
    }

    @Test func `eighty nested queries are parsed`() throws {
        let text = String(repeating: "select * from (", count: 80) + "select 1" + String(repeating: ")", count: 80)

        #expect(throws: Never.self) { try Parser.parseSelect(text) }
    }

    @Test(arguments: [" + a", " = a", "[1]", "::Int", " ?? a", ".1"])
    func `a chain of ten thousand operators is refused, as its tree is as deep`(link: String) {
        let text = "a" + String(repeating: link, count: 10_000)

        let error = #expect(throws: HogQLError.self) { try Parser.parseExpression(text) }

        #expect(error?.code == .tooDeep)
    }

    @Test(arguments: [" and a", " or a", " || a"])
    func `a chain that makes one flat node may be long`(link: String) {
        let text = "a" + String(repeating: link, count: 100_000)

        #expect(throws: Never.self) { try Parser.parseExpression(text) }
    }

    @Test(arguments: [
        ("a in (", "'abc', ", "'abc')"), ("f(", "a, ", "a)"), ("[", "(1, 2), ", "a]"),
        ("case ", "when a then b ", "end"),
    ])
    func `a list of a hundred thousand elements is parsed`(opening: String, element: String, closing: String) {
        let text = opening + String(repeating: element, count: 100_000) + closing

        #expect(throws: Never.self) { try Parser.parseExpression(text) }
    }

    @Test(arguments: ["/*", "'a", "\"a", "`a", "<a ", "f'", "#", "a, from b, ", "with ", "lambda a ", "interval ", "}"])
    func `half a megabyte of nonsense ends in an error`(piece: String) {
        let text = "select " + String(repeating: piece, count: 500_000 / piece.utf8.count)

        #expect(throws: HogQLError.self) { try Parser.parseSelect(text) }
    }

    @Test(arguments: [1_000, 10_000])
    func `a text may hold thousands of queries`(count: Int) {
        let text = "select 'a'" + String(repeating: " union all select 'a', count(), b.c from t", count: count)

        #expect(throws: Never.self) { try Parser.parseSelect(text) }
    }

    @Test func `a text of five megabytes is parsed`() {
        let text =
            "select '" + String(repeating: "a", count: 5_000_000) + "', f("
            + String(repeating: "(1, a.b), ", count: 10_000)

        #expect(throws: Never.self) { try Parser.parseSelect(text + "c)") }
    }

    @Test func `a text beyond the limit is refused`() {
        let text = "select '" + String(repeating: "a", count: 17 * 1024 * 1024) + "'"

        let error = #expect(throws: HogQLError.self) { try Parser.parseSelect(text) }

        #expect(error?.code == .tooLong)
    }
}
