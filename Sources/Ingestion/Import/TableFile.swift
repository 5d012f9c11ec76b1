import ClickHouse
import Foundation

/// Turns a file of a format that the engine reads, CSV or Parquet, into JSON lines.
struct TableFile {
    private static let formats = ["csv": "CSVWithNames", "tsv": "TSVWithNames", "parquet": "Parquet"]

    let engine: any QueryEngine

    /// Whether the name of the file says that it is one of these.
    static func isTable(_ path: String) -> Bool { format(of: path) != nil }

    private static func format(of path: String) -> String? {
        formats[(path as NSString).pathExtension.lowercased()]
    }

    /// Calls `body` with the path of the same rows as JSON lines; a row's line is its number.
    func withJSONLines<Value>(of path: String, _ body: (String) async throws -> Value) async throws -> Value {
        guard let format = Self.format(of: path) else { return try await body(path) }
        guard FileManager.default.isReadableFile(atPath: path) else { throw ImportError.unreadableFile(path) }
        let lines = NSTemporaryDirectory() + "hoglet-import-" + UUID().uuidString + ".jsonl"
        defer { try? FileManager.default.removeItem(atPath: lines) }
        let source = URL(fileURLWithPath: path).standardizedFileURL.path
        var sql: ClickHouseSQL = "INSERT INTO FUNCTION file(\(.string(lines)), 'JSONEachRow') SELECT * FROM file("
        sql.append(value: .string(source))
        sql.append(text: ", '\(format)')")
        try await engine.execute(sql, options: QueryOptions(settings: Self.settings))
        return try await body(lines)
    }

    /// Values as the file has them: no text is taken for something else, and times come with their zone.
    private static let settings = [
        "input_format_csv_use_best_effort_in_schema_inference": "0",
        "input_format_tsv_use_best_effort_in_schema_inference": "0",
        "date_time_output_format": "iso",
        "max_threads": "1",
    ]
}
