import JSON

/// Rows whose columns hold JSON as text, as CSV and Parquet have it.
enum TextualJSON {
    private static let columns = ["properties", "person_properties"]

    /// The row with such columns as JSON; the row itself when there are none, which is seen without reading it.
    static func resolved(_ row: [UInt8]) throws(JSONError) -> [UInt8] {
        guard holds("properties\":\"", row) || holds("properties\": \"", row) else { return row }
        guard var object = try JSONValue(parsing: row).objectValue else { return row }
        for column in columns {
            guard let text = object[column]?.stringValue else { continue }
            object[column] = text.isEmpty ? .null : try JSONValue(parsing: text)
        }
        return JSONValue.object(object).serialized()
    }

    /// Whether the text is somewhere in the row.
    ///
    /// Every imported row is searched, and the standard library's `firstRange(of:)`, generic down to each byte, would
    /// take most of an import's time.
    private static func holds(_ text: StaticString, _ row: [UInt8]) -> Bool {
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard row.count >= wanted.count else { return false }
        return row.withUnsafeBufferPointer { row in
            (0...(row.count - wanted.count)).contains { start in
                wanted.indices.allSatisfy { row[start + $0] == wanted[$0] }
            }
        }
    }
}
