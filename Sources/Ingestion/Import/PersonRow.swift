import JSON
import Storage

/// Reads one line of a file of persons.
struct PersonRow {
    let now: Timestamp

    func person(_ line: LineReader.Line) throws(RowFault) -> ImportedPerson {
        let row = try Self.members(of: line.bytes)
        guard let id = row["id"]?.stringValue.flatMap(EngineUUID.init) else {
            throw RowFault(reason: "id is no UUID")
        }
        guard let listed = Self.resolved(row["distinct_ids"])?.arrayValue else {
            throw RowFault(reason: "distinct_ids is no list")
        }
        let distinctIDs = listed.map { $0.stringValue ?? $0.text() }.filter { !$0.isEmpty }
        let properties = Self.resolved(row["properties"]) ?? [:]
        guard properties.objectValue != nil else { throw RowFault(reason: "properties is no object") }
        return ImportedPerson(
            id: id,
            distinctIDs: distinctIDs.map { EventBuilder.cut($0, EventBuilder.longestDistinctID) },
            properties: properties.serialized(),
            createdAt: try createdAt(row["created_at"])
        )
    }

    private static func members(of bytes: [UInt8]) throws(RowFault) -> JSONObject {
        let row: JSONValue
        do throws(JSONError) {
            var scanner = try JSONScanner(bytes)
            let scanned = try scanner.scanValue()
            try scanner.finish()
            row = scanner.value(of: scanned)
        } catch {
            throw RowFault(reason: error.description)
        }
        guard let members = row.objectValue else { throw RowFault(reason: "no object") }
        return members
    }

    /// A value that may be JSON as text.
    private static func resolved(_ value: JSONValue?) -> JSONValue? {
        guard let value, !value.isNull, value != "" else { return nil }
        return value.stringValue.flatMap { try? JSONValue(parsing: $0) } ?? value
    }

    private func createdAt(_ value: JSONValue?) throws(RowFault) -> Timestamp {
        guard let value, !value.isNull else { return now }
        guard let time = TimestampRules.parse(value.stringValue ?? value.text()), TimestampRules.range.contains(time)
        else {
            throw RowFault(reason: "created_at is no time between 1970 and 2149")
        }
        return time
    }
}
