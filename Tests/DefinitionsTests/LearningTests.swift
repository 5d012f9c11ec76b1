import Definitions
import GRDB
import JSON
import Storage
import Testing

struct LearningTests {
    @Test(
        arguments: [
            ("amount", 12.5, PropertyType.numeric),
            ("amount", -3, .numeric),
            ("paid", true, .boolean),
            ("paid", "true", .boolean),
            ("paid", " FALSE ", .boolean),
            ("paid", "True", .string),
            ("plan", "pro", .string),
            ("plan", "", .string),
            ("amount", "12.5", .string),
            ("day", "2024-03-01", .dateTime),
            ("day", "2024/03/01", .dateTime),
            ("day", "01-03-2024", .dateTime),
            ("day", "2024-03-01T10:00:00.123Z", .dateTime),
            ("day", " 2024-03-01 10:00:00+02:00", .dateTime),
            ("day", "2024-03-01 or later", .string),
            ("day", "2024-03-1", .string),
            ("day", "2024-03-01T10:00", .string),
            ("timestamp", 1_700_000_000, .dateTime),
            ("sentTime", 1_700_000_000_000, .dateTime),
            ("created_at", 1_700_000_000, .dateTime),
            ("createdAt", 1_690_000_000, .dateTime),
            ("created_at", 1_600_000_000, .numeric),
            ("created_at", 1_700_000_000.5, .numeric),
            ("timestamp", "1700000000", .string),
            ("response_time", 250, .numeric),
            ("orders", 1_700_000_000, .numeric),
            ("utm_campaign", 2024, .string),
            ("$initial_utm_term", 2024, .string),
            ("$feature/new-cart", true, .string),
            ("$feature_flag_response", true, .string),
            ("$survey_response_1", 5, .string),
        ] as [(String, JSONValue, PropertyType)]
    )
    func `a value tells the type of its property`(name: String, value: JSONValue, type: PropertyType) async throws {
        let fixture = try Fixture()

        try await fixture.learn(name, value)

        #expect(try await fixture.definitions().map(\.propertyType) == [type])
    }

    @Test(arguments: [nil, ["a"], ["a": 1]] as [JSONValue])
    func `a value of no type is learnt by name and typed later`(value: JSONValue) async throws {
        let fixture = try Fixture()

        try await fixture.learn("cart", value)
        #expect(try await fixture.definitions().map(\.propertyType) == [nil])
        try await fixture.learn("cart", 5)

        #expect(try await fixture.definitions().map(\.propertyType) == [.numeric])
    }

    @Test func `the first type stays`() async throws {
        let fixture = try Fixture()

        try await fixture.learn("amount", 5)
        try await fixture.learn("amount", "five")

        #expect(try await fixture.definitions().map(\.propertyType) == [.numeric])
    }

    @Test func `of a batch the first value that says something counts`() async throws {
        let fixture = try Fixture()
        var data = ObservedData()
        for value in [nil, [1], 5, "five"] as [JSONValue] {
            data.note(property: "amount", of: .event, value: value)
        }

        try await fixture.store.learn([1: data])

        #expect(try await fixture.definitions().map(\.propertyType) == [.numeric])
    }

    @Test func `a type set by hand is left alone`() async throws {
        let fixture = try Fixture()
        _ = try await fixture.store.setType(.string, ofProperty: "amount", of: .event, inProject: 1)
        _ = try await fixture.store.setType(nil, ofProperty: "cart", of: .event, inProject: 1)

        try await fixture.learn("amount", 5)
        try await fixture.learn("cart", 5)

        #expect(try await fixture.definitions().map(\.propertyType) == [.string, nil])
    }

    @Test func `a type set by hand beats a learnt one`() async throws {
        let fixture = try Fixture()
        try await fixture.learn("amount", 5)
        let learnt = try #require(try await fixture.definitions().first)

        _ = try await fixture.store.setType(.string, ofPropertyWithID: learnt.id, inProject: 1)
        try await fixture.learn("amount", 5)

        #expect(try await fixture.definitions().map(\.propertyType) == [.string])
    }

    @Test func `events, persons and groups have properties of their own`() async throws {
        let fixture = try Fixture()

        try await fixture.learn("size", 5, of: .event)
        try await fixture.learn("size", "big", of: .person)
        try await fixture.learn("size", true, of: .group(0))
        try await fixture.learn("size", 7, of: .group(3))

        #expect(try await fixture.definitions(.event).map(\.propertyType) == [.numeric])
        #expect(try await fixture.definitions(.person).map(\.propertyType) == [.string])
        #expect(try await fixture.definitions(.group).map(\.owner) == [.group(0), .group(3)])
    }

    @Test func `nothing new costs no access to the database`() async throws {
        let fixture = try Fixture()
        try await fixture.learn("amount", 5)
        try await fixture.learn("cart", [1])

        try await fixture.database.write { db in try db.execute(sql: "DROP TABLE property_definition") }

        try await fixture.learn("amount", 6)
        try await fixture.learn("cart", [2])
    }

    @Test func `event names are learnt once`() async throws {
        let fixture = try Fixture()
        var data = ObservedData()
        data.note(event: "$pageview")
        data.note(event: "purchase")

        try await fixture.store.learn([1: data])
        try await fixture.beside().learn([1: data, 2: data])

        #expect(try await fixture.store.eventNames(inProject: 1) == ["$pageview", "purchase"])
        #expect(try await fixture.store.eventNames(inProject: 2) == ["$pageview", "purchase"])
    }

    @Test func `names beyond the limit are not learnt`() async throws {
        let fixture = try Fixture(maximumNames: 3)
        var data = ObservedData()
        for number in 0..<10 {
            data.note(event: "event \(number)")
            data.note(property: "property \(number)", of: .event, value: 1)
        }

        try await fixture.store.learn([1: data])
        try await fixture.learn("one more", 1)

        #expect(try await fixture.store.eventNames(inProject: 1).count == 3)
        #expect(try await fixture.definitions().count == 3)
    }

    @Test(arguments: [(400, 1), (401, 0)])
    func `names longer than PostHog's are not learnt`(length: Int, count: Int) async throws {
        let fixture = try Fixture()

        try await fixture.learn(String(repeating: "ö", count: length), 1)

        #expect(try await fixture.definitions().count == count)
    }
}
