import Foundation
import JSON
import Storage
import Testing

@testable import Ingestion

private let arrival = Timestamp(microseconds: 1_767_323_045_000_000)  // 2026-01-02T03:04:05Z

private func batch(
    _ body: String,
    query: [String: String] = [:],
    contentType: String = "application/json",
    defaultEventName: String? = nil
) throws -> CapturedBatch {
    try CaptureDecoder().batch(
        of: CaptureRequest(
            query: query,
            contentType: contentType,
            body: Array(body.utf8),
            receivedAt: arrival,
            defaultEventName: defaultEventName
        )
    )
}

/// An event of a request that holds one.
private func event(_ body: String, query: [String: String] = [:]) throws -> CapturedEvent {
    try #require(try batch(body, query: query).events.first)
}

struct CaptureDecoderTests {
    @Test func `an object is one event`() throws {
        let one = try batch(#"{"api_key": "phc_x", "event": "e", "distinct_id": "d", "properties": {"a": 1}}"#)

        #expect(one.token == "phc_x")
        #expect(one.events.map(\.name) == ["e"])
        #expect(one.events.first?.properties == Array(#"{"a": 1}"#.utf8))
        #expect(one.events.first?.timestamp == arrival)
    }

    @Test func `the token around a batch wins over those inside`() throws {
        let two = try batch(
            #"{"batch": [{"event": "a", "distinct_id": "d", "token": "phc_y"}, {"event": "b", "distinct_id": "d"}], "token": "phc_x"}"#
        )

        #expect(two.token == "phc_x")
        #expect(two.events.map(\.name) == ["a", "b"])
    }

    @Test(arguments: [
        #"{"token": "phc_x", "event": "e", "distinct_id": "d"}"#,
        #"{"$token": "phc_x", "event": "e", "distinct_id": "d"}"#,
        #"[{"api_key": " phc_x ", "event": "e", "distinct_id": "d"}]"#,
        #"{"event": "e", "distinct_id": "d", "properties": {"token": "phc_x"}}"#,
    ])
    func `a token is found where clients put it`(body: String) throws {
        #expect(try batch(body).token == "phc_x")
    }

    @Test(arguments: [
        (#"{"event": "x", "distinct_id": "y"}"#, CaptureError.missingToken),
        (#"{"batch": [{"event": "x", "distinct_id": "y"}]}"#, .missingToken),
        (#"{"api_key": "", "event": "x", "distinct_id": "y"}"#, .invalidToken(.empty)),
        (#"{"api_key": "phx_a", "event": "x", "distinct_id": "y"}"#, .invalidToken(.personalKey)),
        (#"{"api_key": "phc_ü", "event": "x", "distinct_id": "y"}"#, .invalidToken(.notASCII)),
        (#"{"api_key": "a\u0000", "event": "x", "distinct_id": "y"}"#, .invalidToken(.nullByte)),
        (
            #"[{"api_key": "a", "event": "x", "distinct_id": "y"}, {"api_key": "b", "event": "x", "distinct_id": "y"}]"#,
            .inconsistentTokens
        ),
        (#"{"api_key": "phc_x", "batch": []}"#, .noEvents), ("[]", .noEvents), ("", .noEvents),
        (#"{"api_key": "a", "event": "", "distinct_id": "y"}"#, .emptyEventName),
        (#"{"api_key": "a", "event": "x"}"#, .missingDistinctID),
        (#"{"api_key": "a", "event": "x", "distinct_id": null}"#, .missingDistinctID),
        (
            #"{"api_key": "a", "event": "x", "distinct_id": "y", "uuid": "no"}"#,
            .unreadable(reason: "invalid uuid 'no'")
        ),
        (
            #"{"api_key": "a", "event": "x", "distinct_id": "y", "properties": "p"}"#,
            .unreadable(reason: "properties is no object")
        ),
        (#""text""#, .unreadable(reason: "expected an object or an array of objects")),
        (
            "{not json",
            .unreadable(reason: "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)")
        ),
        (#"{"a": NaN}"#, .unreadable(reason: "Expecting value: line 1 column 7 (char 6)")),
    ])
    func `what holds no event is refused`(body: String, error: CaptureError) {
        #expect(throws: error) { try batch(body) }
    }

    @Test(arguments: [
        (#""distinct_id": 42"#, "42"), (#""$distinct_id": "dollar""#, "dollar"),
        (#""properties": {"distinct_id": "inside"}"#, "inside"), (#""distinct_id": {"a": 1}"#, #"{"a": 1}"#),
        (#""distinct_id": "a\u0000b""#, "a\u{FFFD}b"),
        ("\"distinct_id\": \"" + String(repeating: "é", count: 300) + "\"", String(repeating: "é", count: 200)),
    ])
    func `a distinct id has many shapes`(member: String, stored: String) throws {
        #expect(try event(#"{"api_key": "a", "event": "x", \#(member)}"#).distinctID == stored)
    }

    @Test func `an event without a name gets the name of its route`() throws {
        let body = #"{"api_key": "a", "distinct_id": "d", "$set": {"b": 1}}"#

        let named = try batch(body, defaultEventName: "$identify")

        #expect(named.events.map(\.name) == ["$identify"])
        #expect(named.events.first?.personUpdate.set == Array(#"{"b": 1}"#.utf8))
        #expect(named.events.first.map { String(decoding: $0.properties, as: UTF8.self) } == #"{"$set":{"b": 1}}"#)
    }

    @Test func `updates from both places are gathered, and the outer one is stronger`() throws {
        let update = try event(
            #"{"api_key": "a", "event": "x", "distinct_id": "d", "$set": {"k": "top"}, "properties": {"$set": {"k": "in", "i": 1}, "$unset": ["u"]}}"#
        ).personUpdate

        #expect(update.set == Array(#"{"k":"top","i":1}"#.utf8))
        #expect(update.unset == Array(#"["u"]"#.utf8))
    }

    @Test func `a personless event updates nobody`() throws {
        let ghost = try event(
            #"{"api_key": "a", "event": "x", "distinct_id": "d", "$set": {"a": 1}, "properties": {"$process_person_profile": false}}"#
        )

        #expect(ghost.isPersonless)
        #expect(ghost.personUpdate.isEmpty)
    }

    @Test func `the shape depends on names and kinds, not on values`() throws {
        let shape = { (properties: String) in
            try event(#"{"api_key": "a", "event": "x", "distinct_id": "d", "properties": \#(properties)}"#).shape
        }

        #expect(try shape(#"{"a": 1, "b": "x"}"#) == shape(#"{"a": 22, "b": "yyyy"}"#))
        #expect(try shape(#"{"a": 1}"#) != shape(#"{"a": "1"}"#))
        #expect(try shape(#"{"a": "x"}"#) != shape(#"{"a": "2026-01-01T00:00:00Z"}"#))
    }

    @Test func `elements become a chain and leave the properties`() throws {
        let click = try event(
            #"""
            {"api_key": "a", "event": "$autocapture", "distinct_id": "d", "properties": {"b": 1, "$elements": [
              {"tag_name": "a", "$el_text": "Buy \"now\"", "attr__href": "/buy", "attr__class": "z y", "nth_child": 1}, {"tag_name": "div"}]}}
            """#
        )

        #expect(click.elementsChain == #"a.y.z:attr__class="z y"attr__href="/buy"nth-child="1"text="Buy \"now\"";div:"#)
        #expect(click.properties == Array(#"{"b":1}"#.utf8))
    }
}

struct WrappingTests {
    private static let json = #"{"api_key":"phc_x","event":"e","distinct_id":"ünï 日本 😀"}"#
    private static let base64 = Data(json.utf8).base64EncodedString()

    @Test func `a form holds the event as text or as base64`() throws {
        let form = "application/x-www-form-urlencoded"
        let escaped = try #require(Self.json.addingPercentEncoding(withAllowedCharacters: .alphanumerics))

        #expect(try batch("data=\(escaped)", contentType: form).events.first?.distinctID == "ünï 日本 😀")
        #expect(try batch("data=\(Self.base64)&ip=1", contentType: "text/plain").events.first?.distinctID == "ünï 日本 😀")
    }

    @Test func `the query and the body hold it too`() throws {
        #expect(try batch("", query: ["data": Self.json]).token == "phc_x")
        #expect(try batch("", query: ["data": Self.base64]).token == "phc_x")
        #expect(try batch(Self.base64).token == "phc_x")
    }

    @Test(arguments: [
        (
            #"{"event":"x","distinct_id":"żółć 日本 😀"}"#,
            LZVectors.event
        ),
        (String(repeating: "a", count: 20), LZVectors.repetition),
        (#"{"a":""# + String(repeating: "abc", count: 50) + #""}"#, LZVectors.growing),
    ])
    func `lz-string is unpacked`(text: String, packed: String) throws {
        let unpacked = try LZString.decompress(base64: packed.utf8, limit: 1000)

        #expect(String(decoding: unpacked, as: UTF8.self) == text)
    }

    @Test func `what unpacks to more than the limit is refused`() {
        #expect(throws: Inflate.Failure.tooLarge) {
            try LZString.decompress(base64: LZVectors.growing.utf8, limit: 100)
        }
        #expect(throws: CaptureError.tooLarge(limit: 1000)) {
            try PayloadDecoder(limit: 1000).unpacked(Gzip.zeros, encoding: "gzip")
        }
    }

    @Test(arguments: ["", "A", "AAAA", "////", "BYUwNmD2"])
    func `damaged lz-string is refused or unpacked, never fatal`(packed: String) {
        _ = try? LZString.decompress(base64: packed.utf8, limit: 1000)
    }

    @Test func `gzip is recognised without being announced`() throws {
        let decoded = try PayloadDecoder(limit: 1000).payload(
            of: CaptureRequest(body: Gzip.hello, receivedAt: arrival)
        )

        #expect(decoded.json == Array("hello".utf8))
    }

    @Test(arguments: ["zstd", "br", "compress"])
    func `an encoding that is not there is said to be missing`(encoding: String) {
        #expect(throws: CaptureError.unsupportedEncoding(encoding)) {
            try PayloadDecoder(limit: 1000).unpacked([1, 2, 3], encoding: encoding)
        }
    }

    @Test func `damaged gzip is refused`() {
        #expect(throws: CaptureError.undecodable(reason: "invalid compressed data")) {
            try PayloadDecoder(limit: 1000).unpacked(Array(Gzip.hello.dropLast(6)), encoding: "gzip")
        }
    }
}

/// What `gzip` makes of `hello`, and of many zeros.
private enum Gzip {
    static let hello: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00, 0x86,
        0xA6,
        0x10, 0x36, 0x05, 0x00, 0x00, 0x00,
    ]
    static let zeros = Array(Data(base64Encoded: GzipVectors.zeros) ?? Data())
}

struct TimestampRulesTests {
    private let rules = TimestampRules(receivedAt: arrival, sentAt: arrival - .seconds(600))

    @Test func `a clock that is off is corrected by when the request was sent`() {
        let own = (arrival - .seconds(700)).iso8601

        #expect(rules.timestamp(own, offset: nil, ignoresSentAt: false).moment == arrival - .seconds(100))
        #expect(rules.timestamp(own, offset: nil, ignoresSentAt: true).moment == arrival - .seconds(700))
    }

    @Test func `an offset counts back from the arrival`() {
        #expect(rules.timestamp(nil, offset: 5000, ignoresSentAt: false).moment == arrival - .seconds(5))
    }

    @Test(arguments: ["", "yesterday", "0001-01-01T00:00:00Z", "2926-01-01T00:00:00Z", "9999999999999999999"])
    func `a time that cannot be is the arrival's`(text: String) {
        let time = TimestampRules(receivedAt: arrival, sentAt: nil).timestamp(text, offset: nil, ignoresSentAt: false)

        #expect(time.moment == arrival)
        #expect(!time.isOwn)
    }

    @Test func `imported rows keep a time in the future`() {
        let rules = TimestampRules(receivedAt: arrival, sentAt: nil, isImport: true)

        #expect(
            rules.timestamp("2030-01-01", offset: nil, ignoresSentAt: false).moment.iso8601 == "2030-01-01T00:00:00Z"
        )
    }

    @Test(arguments: [("1700000000", "2023-11-14T22:13:20Z"), ("1700000000123", "2023-11-14T22:13:20.123000Z")])
    func `numbers are seconds or milliseconds`(text: String, time: String) {
        #expect(TimestampRules.parse(text)?.iso8601 == time)
    }
}

struct AnalyticsDecoderTests {
    @Test func `each event is judged on its own`() throws {
        let body = #"""
            {"created_at": "2026-01-02T03:04:05Z", "batch": [
              {"event": "a", "uuid": "018f0000-0000-7000-8000-000000000001", "distinct_id": "d", "options": {"process_person_profile": false}, "properties": {}, "session_id": "s"},
              {"event": "b", "uuid": "018f0000-0000-7000-8000-000000000002", "distinct_id": ""}]}
            """#

        let batch = try AnalyticsDecoder().batch(
            of: CaptureRequest(body: Array(body.utf8), receivedAt: arrival),
            from: AnalyticsDecoder.Client(library: "posthog-python/7.91.1")
        )

        #expect(batch.outcomes.map(\.details) == [nil, "event submitted without a distinct_id"])
        #expect(batch.events.map(\.isPersonless) == [true])
        #expect(batch.events.first?.sessionID == "s")
        #expect(
            batch.events.first.map { String(decoding: $0.properties, as: UTF8.self) }
                == #"{"$session_id":"s","$lib":"posthog-python","$lib_version":"7.91.1","$process_person_profile":false}"#
        )
    }
}
