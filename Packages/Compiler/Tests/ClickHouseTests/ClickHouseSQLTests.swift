import ClickHouse
import Testing

struct ClickHouseSQLTests {
    @Test func `a value becomes a parameter of its type`() {
        let sql: ClickHouseSQL = "SELECT \(.int(7)), \(.string("x"))"

        #expect(sql.text == "SELECT {p0:Int64}, {p1:String}")
        #expect(sql.parameters.map(\.value) == [.int(7), .string("x")])
    }

    @Test func `a piece's parameters are numbered anew`() {
        let piece: ClickHouseSQL = "a = \(.int(1)) AND b = \(.int(2))"
        let sql: ClickHouseSQL = "SELECT \(.bool(true)) WHERE \(piece) OR \(piece)"

        let condition = { (first: Int) in "a = {p\(first):Int64} AND b = {p\(first + 1):Int64}" }
        #expect(sql.text == "SELECT {p0:Bool} WHERE \(condition(1)) OR \(condition(3))")
        #expect(sql.parameters.map(\.value) == [.bool(true), .int(1), .int(2), .int(1), .int(2)])
    }

    @Test func `a name that looks like a parameter is left alone`() {
        let piece: ClickHouseSQL = "\(identifier: "{p0:Int64}") = \(.int(1))"
        var sql: ClickHouseSQL = "WHERE "
        sql.append(piece)

        #expect(sql.text(replacingParameters: { _ in "!" }) == "WHERE `{p0:Int64}` = !")
    }

    @Test(arguments: [("a", "`a`"), ("a`b", "`a\\`b`"), ("a\\", "`a\\\\`"), ("a\0b", "`a\\0b`"), ("é 🦔", "`é 🦔`")])
    func `a name can only be a name`(name: String, quoted: String) {
        #expect(ClickHouseSQL.quoted(name) == quoted)
    }
}
