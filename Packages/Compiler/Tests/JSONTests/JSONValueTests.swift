import JSON
import Testing

struct JSONValueTests {
    @Test(arguments: [
        #"{"b":1,"a":[true,false,null,1.50,-0,1e5],"c":{"d":""}}"#,
        #"["żółć 日本 😀","quote \" and \\ and /","line\nbreak\u0001"]"#,
        "123456789012345678901234567890.123456789",
    ])
    func `what is read is written back with the same order and digits`(text: String) throws {
        #expect(try JSONValue(parsing: text).text() == text)
    }

    @Test(arguments: [
        ("{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        (#"{"a": 1,}"#, "Expecting property name enclosed in double quotes: line 1 column 9 (char 8)"),
        ("[1\n2]", "Expecting ',' delimiter: line 2 column 1 (char 3)"),
        ("[NaN]", "Expecting value: line 1 column 2 (char 1)"),
        ("[-Infinity]", "Expecting value: line 1 column 3 (char 2)"),
        ("nul", "Expecting value: line 1 column 1 (char 0)"),
        ("1 2", "Extra data: line 1 column 3 (char 2)"),
        ("\"a\nb\"", "Invalid control character at: line 1 column 3 (char 2)"),
        (#""a"#, "Unterminated string starting at: line 1 column 1 (char 0)"),
        (#""\q""#, "Invalid \\escape: line 1 column 3 (char 2)"),
        ("01", "Extra data: line 1 column 2 (char 1)"),
    ])
    func `what is no JSON is refused with its place`(text: String, message: String) {
        #expect {
            try JSONValue(parsing: text)
        } throws: { error in
            "\(error)" == message
        }
    }

    @Test func `invalid UTF-8 is refused`() {
        #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
    }

    @Test func `nesting is limited, and a million brackets do no harm`() throws {
        let deep = { (levels: Int) in String(repeating: "[", count: levels) + String(repeating: "]", count: levels) }
        _ = try JSONValue(parsing: deep(128))
        #expect(throws: JSONError.self) { try JSONValue(parsing: deep(129)) }
        #expect(throws: JSONError.self) { try JSONValue(parsing: deep(1_000_000)) }
    }

    @Test func `surrogate pairs are joined and halves replaced`() throws {
        #expect(try JSONValue(parsing: #""\ud83d\ude00 \ud83d x""#).stringValue == "😀 \u{FFFD} x")
    }

    @Test func `the last of two members with one name counts`() throws {
        let value = try JSONValue(parsing: #"{"a":1,"b":2,"a":3}"#)
        #expect(value.text() == #"{"a":3,"b":2}"#)
    }

    @Test func `the order of members matters to the text, not to equality`() throws {
        let one = try JSONValue(parsing: #"{"a":1,"b":{"c":2,"d":3}}"#)
        let other = try JSONValue(parsing: #"{"b":{"d":3,"c":2},"a":1}"#)
        #expect(one == other)
        #expect(one.text(.canonical) == other.text(.canonical))
        #expect(one.text() != other.text())
    }

    @Test func `objects of many members are found and kept in order`() throws {
        var object = JSONObject()
        for number in 0..<100 { object["k\(number)"] = JSONValue(number) }
        object["k50"] = nil
        object["k7"] = "seven"
        #expect(object.count == 99)
        #expect(object["k51"] == 51 && object["k50"] == nil && object["k7"] == "seven")
        #expect(object.keys.first == "k0" && object.keys.last == "k99")
    }
}
