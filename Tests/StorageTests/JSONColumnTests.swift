import GRDB
import JSON
import Storage
import Testing

struct JSONColumnTests {
    @Test func `members keep their order and numbers their digits`() throws {
        let text = #"{"b":1.50,"a":[null,true],"c":12345678901234567890}"#
        let column = JSONColumn(try JSONValue(parsing: text))

        let stored = try Database.inMemory().read { db in
            try String.fetchOne(db, sql: "SELECT ?", arguments: [column])
        }

        #expect(stored == text)
        #expect(JSONColumn.fromDatabaseValue(text.databaseValue)?.value.text() == text)
    }

    @Test func `what is no JSON is no value`() {
        #expect(JSONColumn.fromDatabaseValue("{".databaseValue) == nil)
        #expect(JSONColumn.fromDatabaseValue(.null) == nil)
    }
}
