public import JSON

/// Which part of a list a client asks for: `limit` and `offset`.
public struct PageRequest: Hashable, Sendable {
    public static let defaultLimit = 100

    public let limit: Int
    public let offset: Int
    private let links: PageLinks

    /// Reads the query string; what is no sensible number counts as not being there.
    public init(_ request: APIRequest, defaultLimit: Int = defaultLimit) {
        self.init(request.query, url: request.origin + request.path, defaultLimit: defaultLimit)
    }

    init(_ query: QueryItems, url: String, defaultLimit: Int = defaultLimit) {
        limit = query["limit"].flatMap(Self.number).flatMap { $0 > 0 ? $0 : nil } ?? defaultLimit
        offset = query["offset"].flatMap(Self.number) ?? 0
        links = PageLinks(url: url, query: query)
    }

    /// The page in the form of every list: `{count, next, previous, results}`; `count` is the whole list's.
    public func page(_ results: [JSONValue], count: Int) -> JSONValue {
        let next = offset < count - limit ? links.link(limit: limit, offset: offset + limit) : nil
        let previous = offset > 0 ? links.link(limit: limit, offset: offset - limit) : nil
        return [
            "count": JSONValue(count), "next": JSONValue(next), "previous": JSONValue(previous),
            "results": .array(results),
        ]
    }

    /// The part of a list that is in memory as a whole.
    public func page(of all: [JSONValue]) -> JSONValue {
        page(Array(all.dropFirst(offset).prefix(limit)), count: all.count)
    }

    private static func number(_ text: String) -> Int? {
        Int(text).flatMap { $0 >= 0 ? $0 : nil }
    }

    /// Writes the addresses of the pages before and after.
    private struct PageLinks: Hashable, Sendable {
        let url: String
        let query: QueryItems

        /// The first page has no offset in its address.
        func link(limit: Int, offset: Int) -> String {
            var query = query
            query.set("limit", to: String(limit))
            query.set("offset", to: offset > 0 ? String(offset) : nil)
            return "\(url)?\(query.sortedText)"
        }
    }
}
