/// How the rows of a query become JSON: the engine itself writes each row as a JSON array.
///
/// Datetimes come out as ISO 8601 in the zone of the project, inside arrays, tuples and maps too. Everything else is
/// written as ClickHouse writes JSON under ``settings``.
public struct RowFormat: Hashable, Sendable {
    /// The columns of the query, in order.
    public let columns: [ResultColumn]
    /// The zone in which datetimes are written, an IANA name.
    public let timezone: String

    public init(columns: [ResultColumn], timezone: String = "UTC") {
        self.columns = columns
        self.timezone = timezone
    }

    /// What a session must have set so that rows have the shape that the API promises.
    public static let settings: [(name: String, value: String)] = [
        ("output_format_json_quote_64bit_integers", "0"),
        ("output_format_json_quote_decimals", "0"),
        ("output_format_json_quote_denormals", "0"),
        ("output_format_json_named_tuples_as_objects", "0"),
        ("output_format_json_escape_forward_slashes", "0"),
        ("output_format_json_validate_utf8", "1"),
        ("json_type_escape_dots_in_keys", "1"),
    ]

    /// A query of one column, `row`, whose values are the rows of `query` as JSON arrays, in their order.
    public func select(from query: ClickHouseSQL) -> ClickHouseSQL {
        // Columns are renamed by position: a query may name two of them alike, or name one after a parameter's value.
        let names = columns.indices.map { "c\($0)" }
        let values = zip(names, columns).map { written(.column($0), $1.type) ?? $0 }
        var sql = ClickHouseSQL()
        sql.append(
            text: "SELECT formatRowNoNewline('JSONCompactEachRow', \(values.joined(separator: ", "))) AS row FROM ("
        )
        sql.append(query)
        sql.append(text: "\n) AS rows(\(names.joined(separator: ", ")))")
        return sql
    }
}

// MARK: - Values that ClickHouse would write otherwise

extension RowFormat {
    /// The expression that writes a value of that type; nil when the value can stay as it is.
    private func written(_ value: Place, _ type: ClickHouseType) -> String? {
        switch type {
        case .dateTime: iso(value.text, hasFraction: false)
        case .dateTime64: iso(value.text, hasFraction: true)
        case .lowCardinality(let inner): written(value, inner)
        case .nullable(let inner): writtenIfPresent(value, inner)
        case .array(let element): writtenArray(value, element)
        case .tuple(let elements): writtenTuple(value, elements.map(\.type))
        case .map(let key, let element): writtenMap(value, key: key, element: element)
        default: nil
        }
    }

    private func writtenIfPresent(_ value: Place, _ inner: ClickHouseType) -> String? {
        // Functions on plain datetimes pass NULL through; those on tuples do not.
        guard case .tuple = inner else { return written(value, inner) }
        return written(.expression("assumeNotNull(\(value.text))", depth: value.depth), inner).map {
            "if(isNull(\(value.text)), NULL, \($0))"
        }
    }

    private func writtenArray(_ value: Place, _ element: ClickHouseType) -> String? {
        let item = "x\(value.depth)"
        return written(.expression(item, depth: value.depth + 1), element).map {
            "arrayMap(\(item) -> \($0), \(value.text))"
        }
    }

    private func writtenTuple(_ value: Place, _ types: [ClickHouseType]) -> String? {
        let places = types.indices.map {
            Place.expression("tupleElement(\(value.text), \($0 + 1))", depth: value.depth)
        }
        let written = zip(places, types).map { self.written($0, $1) }
        guard written.contains(where: { $0 != nil }) else { return nil }
        return "tuple(" + zip(written, places).map { $0 ?? $1.text }.joined(separator: ", ") + ")"
    }

    private func writtenMap(_ value: Place, key: ClickHouseType, element: ClickHouseType) -> String? {
        let (keyName, elementName) = ("k\(value.depth)", "v\(value.depth)")
        let keyText = written(.expression(keyName, depth: value.depth + 1), key)
        let elementText = written(.expression(elementName, depth: value.depth + 1), element)
        guard keyText != nil || elementText != nil else { return nil }
        return
            "mapApply((\(keyName), \(elementName)) -> (\(keyText ?? keyName), \(elementText ?? elementName)), \(value.text))"
    }

    /// `2026-01-31T12:00:00.000001+05:30`: the fraction left out when it is zero, `Z` for UTC.
    private func iso(_ value: String, hasFraction: Bool) -> String {
        let zone = "'\(timezone.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "/_+-".contains($0)) })'"
        let point = hasFraction ? "toDateTime64(\(value), 6, \(zone))" : "toTimeZone(\(value), \(zone))"
        let seconds = "%Y-%m-%dT%H:%i:%S"
        if isUTC {
            let text = "formatDateTime(\(point), '\(seconds)\(hasFraction ? ".%f" : "")Z')"
            return hasFraction ? "replaceOne(\(text), '.000000', '')" : text
        }
        let time = "formatDateTime(\(point), '\(seconds)\(hasFraction ? ".%f" : "")')"
        let offset = "formatDateTime(\(point), '%z')"
        return "concat(\(hasFraction ? "replaceOne(\(time), '.000000', '')" : time), "
            + "substring(\(offset), 1, 3), ':', substring(\(offset), 4, 2))"
    }

    private var isUTC: Bool { ["UTC", "Etc/UTC", "GMT", "Etc/GMT", "Z", "Zulu", "Etc/Zulu"].contains(timezone) }

    /// A value in the query, and how many lambdas it is inside of.
    private struct Place {
        let text: String
        let depth: Int

        static func column(_ name: String) -> Place { Place(text: name, depth: 0) }
        static func expression(_ text: String, depth: Int) -> Place { Place(text: text, depth: depth) }
    }
}
