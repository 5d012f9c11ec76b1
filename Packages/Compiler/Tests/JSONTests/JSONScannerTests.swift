import JSON
import Testing

struct JSONScannerTests {
    @Test func `the members of an object are found where they stand`() throws {
        var scanner = try JSONScanner(Array(#" {"a": 1, "b\n": [true, {"c": null}], "d": "é"} "#.utf8))
        var found: [String] = []

        try scanner.enterObject()
        while let name = try scanner.nextMember() {
            let value = try scanner.scanValue()
            found.append(scanner.text(of: name) + "=" + scanner.text(of: value))
        }
        try scanner.finish()

        #expect(found == ["a=1", "b\n=[true, {\"c\": null}]", "d=é"])
    }

    @Test(arguments: [
        (#"["\ud800x"]"#, #"["\ufffdx"]"#),
        (#"["\udc00"]"#, #"["\ufffd"]"#),
        (#"["\ud83d\ude00"]"#, #"["\ud83d\ude00"]"#),
        (#"["\ud83d\ud83d\ude00"]"#, #"["\ufffd\ud83d\ude00"]"#),
        ("[1e309]", "[null ]"),
        ("[-1E+400, 1e308]", "[null   , 1e308]"),
        ("[1e-400]", "[1e-400]"),
    ])
    func `what other readers refuse is repaired in place`(text: String, repaired: String) throws {
        var scanner = try JSONScanner(Array(text.utf8))

        _ = try scanner.scanValue()

        #expect(String(decoding: scanner.bytes, as: UTF8.self) == repaired)
    }

    @Test(arguments: [
        "", "{", "[1,]", "[,1]", "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "[1 2]", "nul", "tru", "01", "1.", "-", "+1",
        "NaN",
        "Infinity", "\"a", "\"\u{1}\"", "\"\\x\"", "\"\\u12g4\"", "\"\\u12", "1 2", "[\"\\", "\"\\ud800\\",
    ])
    func `what is no JSON is refused as the parser refuses it`(text: String) {
        #expect(throws: JSONError.self) {
            var scanner = try JSONScanner(Array(text.utf8))
            _ = try scanner.scanValue()
            try scanner.finish()
        }
        #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    }

    @Test func `invalid UTF-8 is refused`() {
        #expect(throws: JSONError.self) { try JSONScanner([0x22, 0xFF, 0x22]) }
    }

    @Test func `depth is limited`() throws {
        let text = { (depth: Int) in
            Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        var allowed = try JSONScanner(text(128))
        var refused = try JSONScanner(text(129))

        _ = try allowed.scanValue()

        #expect(throws: JSONError.self) { try refused.scanValue() }
    }

    @Test func `strings are compared without being read`() throws {
        var scanner = try JSONScanner(Array(#"["$set", "\u0024set", "$sets", 1]"#.utf8))
        var answers: [Bool] = []

        try scanner.enterArray()
        while try scanner.nextElement() {
            let value = try scanner.scanValue()
            answers.append(scanner.isString(value, "$set"))
        }

        #expect(answers == [true, true, false, false])
    }
}
