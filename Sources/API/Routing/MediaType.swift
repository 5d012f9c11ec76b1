/// The media types we know, and choosing one by a client's wishes.
public enum MediaType {
    public static let json = "application/json"
    public static let csv = "text/csv"
    public static let ndjson = "application/x-ndjson"
    public static let parquet = "application/vnd.apache.parquet"
    public static let arrow = "application/vnd.apache.arrow.stream"
    public static let html = "text/html"
    public static let text = "text/plain"
    public static let eventStream = "text/event-stream"
    static let form = "application/x-www-form-urlencoded"

    /// The words of `?format=`.
    private static let formats = ["json": json, "csv": csv, "ndjson": ndjson, "parquet": parquet, "arrow": arrow]

    /// The one of `offered` that an `Accept` header likes best, nil when it takes none of them.
    ///
    /// Without a header, and for `*/*`, it is the first.
    static func chosen(from offered: [String], accept header: String?) -> String? {
        guard let header, header != "*/*", let first = offered.first, header != first else { return offered.first }
        var best: (type: String, quality: Double)?
        let ranges = header.split(separator: ",").map(Range.init)
        for type in offered {
            // The most specific range that fits decides, as RFC 9110 says.
            guard let range = ranges.filter({ $0.includes(type) }).max(by: { $0.precision < $1.precision }),
                range.quality > 0, range.quality > best?.quality ?? 0
            else { continue }
            best = (type, range.quality)
        }
        return best?.type
    }

    /// What `?format=` asks for; nil when we have nothing of that name here.
    static func chosen(from offered: [String], format: String) -> String? {
        formats[format].flatMap { offered.contains($0) ? $0 : nil }
    }

    /// The type alone, in lower case, of a `Content-Type` header such as `Application/JSON; charset=utf-8`.
    static func essence(of header: String) -> String {
        let essence = header.prefix { $0 != ";" }
        guard essence.utf8.contains(where: { $0 == 0x20 || (0x41...0x5A).contains($0) }) else { return String(essence) }
        return essence.filter { $0 != " " }.lowercased()
    }

    /// One range of an `Accept` header, for example `text/*;q=0.5`.
    private struct Range {
        let type: String
        let quality: Double

        init(_ text: Substring) {
            let parts = text.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            type = parts.first ?? ""
            quality = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
        }

        /// 0 for everything, 1 for a family of types, 2 for one type.
        var precision: Int { type == "*/*" ? 0 : type.hasSuffix("/*") ? 1 : 2 }

        func includes(_ mediaType: String) -> Bool {
            switch precision {
            case 0: true
            case 1: mediaType.hasPrefix(type.dropLast())
            default: mediaType == type
            }
        }
    }
}
