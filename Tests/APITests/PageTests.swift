import JSON
import Testing

@testable import API

/// The links and limits of a list's pages.
struct PageTests {
    private let url = "http://hog.test/api/projects/1/things/"

    private func page(_ query: String, count: Int = 6) -> (page: JSONValue, limit: Int, offset: Int) {
        let request = PageRequest(QueryItems(parsing: query), url: url)
        return (request.page([], count: count), request.limit, request.offset)
    }

    @Test(
        arguments: [
            ("limit=2", "?limit=2&offset=2", nil),
            ("limit=2&offset=2", "?limit=2&offset=4", "?limit=2"),
            ("limit=2&offset=3", "?limit=2&offset=5", "?limit=2&offset=1"),
            ("limit=2&offset=4", nil, "?limit=2&offset=2"),
            ("limit=2&offset=50", nil, "?limit=2&offset=48"),
            ("", nil, nil),
            (
                "search=set %26 match&offset=2&limit=2&archived=false",
                "?archived=false&limit=2&offset=4&search=set+%26+match",
                "?archived=false&limit=2&search=set+%26+match"
            ),
            ("limit=2&b=2&a=%C3%BC&b=1", "?a=%C3%BC&b=2&b=1&limit=2&offset=2", nil),
        ] as [(String, String?, String?)]
    )
    func `links lead to the pages before and after`(query: String, next: String?, previous: String?) {
        let page = page(query).page

        #expect(page["next"] == JSONValue(next.map { url + $0 }))
        #expect(page["previous"] == JSONValue(previous.map { url + $0 }))
        #expect(page.objectValue?.keys == ["count", "next", "previous", "results"])
    }

    @Test(arguments: [
        "limit=0", "limit=-1", "limit=abc", "limit=", "limit=1.5", "offset=-1", "offset=abc", "offset=",
        "limit=x&offset=y", "limit=99999999999999999999",
    ])
    func `bad values count as none`(query: String) {
        let page = page(query)

        #expect(page.limit == 100)
        #expect(page.offset == 0)
    }

    @Test func `the largest numbers do no harm`() {
        let page = page("limit=\(Int.max)&offset=\(Int.max)")

        #expect(page.page["next"] == .null)
        #expect(page.limit == Int.max)
    }

    @Test func `a list in memory is cut`() {
        let request = PageRequest(QueryItems(parsing: "limit=2&offset=1"), url: url)

        let page = request.page(of: [1, 2, 3, 4])

        #expect(page["results"] == [2, 3])
        #expect(page["count"] == 4)
    }
}
