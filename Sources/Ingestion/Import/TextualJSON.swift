import JSON

/// Rows whose columns hold JSON as text, as CSV and Parquet have it.
enum TextualJSON {
    private static let columns = ["properties", "person_properties"]

    /// The row with such columns as JSON; the row itself when there are none, which is seen without reading it.
    static func resolved(_ row: [UInt8]) throws(JSONError) -> [UInt8] {
        guard
            row.firstRange(of: Array("properties\":\"".utf8)) != nil
                || row.firstRange(of: Array("properties\": \"".utf8)) != nil
        else { return row }
        guard var object = try JSONValue(parsing: row).objectValue else { return row }
        for column in columns {
            guard let text = object[column]?.stringValue else { continue }
            object[column] = text.isEmpty ? .null : try JSONValue(parsing: text)
        }
        return JSONValue.object(object).serialized()
    }
}
