import ClickHouse

/// A table that segments go into, and how the lines of a file become its rows.
enum DeliveryTable: String, CaseIterable, Sendable {
    // Persons before events: who sees an event can then find its person.
    case persons
    case personDistinctIDs = "person_distinct_ids"
    case overrides = "person_distinct_id_overrides"
    case groups
    case events

    /// The members of a line, and the columns they fill.
    private var members: [Member] {
        switch self {
        case .events:
            [
                .init("uuid", .uuid), .init("team_id", .int(bits: 64)), .init("event", .string),
                .init("distinct_id", .string), .time("timestamp"), .time("created_at"), .init("properties", Self.json),
                .init("elements_chain", .string), .init("person_id", .uuid), .time("person_created_at"),
                .init("person_properties", Self.json), .init("person_mode", .string), .init("$session_id", .string),
                .init("$window_id", .string),
            ] + (0..<5).map { .init("$group_\($0)", .string) }
        case .persons:
            [
                .init("team_id", .int(bits: 64)), .init("id", .uuid), .time("created_at"),
                .init("properties", Self.json), .init("is_identified", .bool), .init("is_deleted", .bool),
                .init("version", .uint(bits: 64)),
            ]
        case .personDistinctIDs, .overrides:
            [
                .init("team_id", .int(bits: 64)), .init("distinct_id", .string), .init("person_id", .uuid),
                .init("is_deleted", .bool), .init("version", .uint(bits: 64)),
            ]
        case .groups:
            [
                .init("team_id", .int(bits: 64)), .init("group_type_index", .uint(bits: 8)),
                .init("group_key", .string), .init("group_properties", Self.json), .time("created_at"),
                .time("updated_at"), .init("version", .uint(bits: 64)),
            ]
        }
    }

    private static let json = ClickHouseType.other("JSON(max_dynamic_paths = 256)")

    /// A member of a line.
    private struct Member {
        let name: String
        let type: ClickHouseType
        var isTime = false

        init(_ name: String, _ type: ClickHouseType) {
            self.name = name
            self.type = type
        }

        /// A time, as microseconds: exact, and cheaper to read than a date.
        static func time(_ name: String) -> Member {
            var member = Member(name, .int(bits: 64))
            member.isTime = true
            return member
        }

        var expression: String {
            let column = ClickHouseSQL.quoted(name)
            return isTime ? "fromUnixTimestamp64Micro(\(column), 'UTC')" : column
        }
    }

    func insertion(of path: String, token: String) -> FileInsertion {
        FileInsertion(
            path: path,
            structure: members.map { ResultColumn(name: $0.name, type: $0.type) },
            into: rawValue,
            columns: members.map { ($0.name, $0.expression) },
            deduplicationToken: token
        )
    }
}
