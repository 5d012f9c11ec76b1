import ClickHouse
import Testing

struct RowFormatTests {
    @Test func `columns that JSON can hold are passed on by position`() {
        let columns = [
            ResultColumn(name: "a b", type: .string), ResultColumn(name: "n", type: .array(.float(bits: 64))),
        ]

        let sql = RowFormat(columns: columns).select(from: "SELECT \(.int(1))")

        #expect(
            sql.text == """
                SELECT formatRowNoNewline('JSONCompactEachRow', c0, c1) AS row FROM (SELECT {p0:Int64}
                ) AS rows(c0, c1)
                """
        )
        #expect(sql.parameters.map(\.value) == [.int(1)])
    }

    @Test(arguments: [
        ("DateTime", "formatDateTime(toTimeZone(c0, 'UTC'), '%Y-%m-%dT%H:%i:%SZ')"),
        ("Array(Date)", "c0"),
        (
            "Tuple(String, DateTime('UTC'))",
            "tuple(tupleElement(c0, 1), formatDateTime(toTimeZone(tupleElement(c0, 2), 'UTC'), '%Y-%m-%dT%H:%i:%SZ'))"
        ),
        (
            "Array(Nullable(DateTime))",
            "arrayMap(x0 -> formatDateTime(toTimeZone(x0, 'UTC'), '%Y-%m-%dT%H:%i:%SZ'), c0)"
        ),
    ])
    func `datetimes are written by an expression, wherever they are`(type: String, expression: String) {
        let column = ResultColumn(name: "t", type: ClickHouseType(name: type))

        let sql = RowFormat(columns: [column]).select(from: "SELECT 1")

        #expect(sql.text.hasPrefix("SELECT formatRowNoNewline('JSONCompactEachRow', \(expression)) AS row "))
    }

    @Test func `a zone cannot end the literal it stands in`() {
        let column = ResultColumn(name: "t", type: .dateTime(timezone: nil))

        let sql = RowFormat(columns: [column], timezone: "Europe/Berlin', 1) --").select(from: "SELECT 1")

        #expect(sql.text.contains("toTimeZone(c0, 'Europe/Berlin1--')"))
    }
}
