import ClickHouse
import Testing

@testable import HogQL

struct TenantGuardTests {
    /// Every table of the engine that HogQL can read, with a column of it.
    private static let tables = [
        ("events", "event"), ("persons", "id"), ("raw_persons", "id"), ("person_distinct_ids", "distinct_id"),
        ("raw_person_distinct_ids", "distinct_id"), ("person_distinct_id_overrides", "distinct_id"),
        ("raw_person_distinct_id_overrides", "distinct_id"), ("groups", "key"), ("raw_groups", "key"),
        ("sessions", "session_id"), ("raw_sessions", "session_id"),
    ]

    /// Every place where a table can stand; `TABLE` and `COLUMN` are put in.
    private static let positions = [
        "SELECT COLUMN FROM TABLE",
        "SELECT count() FROM TABLE",
        "SELECT COLUMN FROM TABLE WHERE team_id = 8 OR 1 = 1",
        "SELECT * FROM (SELECT COLUMN FROM TABLE)",
        "SELECT 1 WHERE 'x' IN (SELECT COLUMN FROM TABLE)",
        "SELECT (SELECT max(COLUMN) FROM TABLE)",
        "WITH c AS (SELECT COLUMN FROM TABLE) SELECT * FROM c",
        "WITH (SELECT count() FROM TABLE) AS n SELECT n",
        "SELECT 1 FROM numbers(1) AS n JOIN TABLE AS t ON 1 = 1",
        "SELECT 1 FROM numbers(1) AS n LEFT JOIN TABLE AS t ON toString(n.number) = toString(t.COLUMN)",
        "SELECT 1 FROM TABLE AS t RIGHT JOIN numbers(1) AS n ON toString(n.number) = toString(t.COLUMN)",
        "SELECT 1 FROM TABLE AS t FULL JOIN numbers(1) AS n ON toString(n.number) = toString(t.COLUMN)",
        "SELECT 1 FROM TABLE AS a, TABLE AS b",
        "SELECT 1 FROM TABLE AS a LEFT ANTI JOIN TABLE AS b ON a.COLUMN = b.COLUMN",
        "SELECT COLUMN FROM TABLE UNION ALL SELECT COLUMN FROM TABLE",
        "SELECT arrayMap(x -> (SELECT count() FROM TABLE), [1])",
        "SELECT if(1 = 1, (SELECT any(COLUMN) FROM TABLE), NULL)",
        "SELECT count() FROM numbers(1) HAVING count() > (SELECT count() FROM TABLE)",
        "SELECT number FROM numbers(1) ORDER BY (SELECT count() FROM TABLE)",
    ]

    /// Fields that join further tables.
    private static let joiningFields = [
        "SELECT person_id FROM events", "SELECT person.id FROM events", "SELECT pdi.person.properties.a FROM events",
        "SELECT group_0.properties.a FROM events", "SELECT company.key FROM events",
        "SELECT session.$session_duration FROM events", "SELECT pdi.distinct_id FROM persons",
        "SELECT person.properties.a FROM person_distinct_ids",
        "SELECT a.person_id FROM events a JOIN events b ON a.person_id = b.person_id",
    ]

    @Test(arguments: tables, positions)
    func `a table is guarded wherever it stands`(table: (name: String, column: String), position: String) throws {
        let source = position.replacing("TABLE", with: table.name).replacing("COLUMN", with: table.column)

        try expectGuards(in: source)
    }

    @Test(arguments: joiningFields)
    func `a table that a field joins is guarded`(source: String) throws {
        try expectGuards(in: source)
    }

    @Test func `a table without a guard is not printed`() {
        var select = ResolvedSelect()
        let table = StoredTable(storage: Table.events.storage, guardedBy: nil)
        select.sources = [ResolvedSource(relation: .stored(table), alias: "events", joinType: nil)]

        #expect(throws: HogQLError.self) { try ClickHousePrinter.print(.select(select)) }
    }

    @Test func `a value never takes the name under which a table is guarded`() throws {
        let source = "SELECT JSONExtract('{\"team_id\":7}', 'Tuple(team_id Int64)') AS events FROM events"

        let sql = try HogQLCompiler().compile(source, in: .example).sql.text

        #expect(sql.contains("AS `events_1`"))
        #expect(sql.contains("equals(`events`.team_id, 7)"))
    }

    @Test(arguments: [
        "SELECT 1 AS team_id FROM events", "SELECT 1 AS `team_id` FROM events", "SELECT (1 AS TEAM_ID) + 1 FROM events",
        "SELECT x FROM (SELECT 1) AS t(team_id)", "SELECT 1 FROM events ARRAY JOIN [1] AS `team_id`",
    ])
    func `the project's column cannot be redefined`(source: String) {
        #expect(throws: HogQLError.self) { try HogQLCompiler().compile(source, in: .example) }
    }

    /// As many guards as tables of the engine are read.
    private func expectGuards(in source: String) throws {
        let sql = try HogQLCompiler().compile(source, in: .example).sql.text
        let stored = ["events", "persons", "person_distinct_ids", "person_distinct_id_overrides", "groups"]
        let reads = stored.map { name in
            sql.ranges(of: "FROM `\(name)` AS").count + sql.ranges(of: "JOIN `\(name)` AS").count
        }

        #expect(reads.reduce(0, +) > 0, "\(sql)")
        #expect(sql.ranges(of: ".team_id, 7)").count == reads.reduce(0, +), "\(sql)")
    }
}
