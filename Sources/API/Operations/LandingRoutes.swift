import HTTPTypes
import Hummingbird

/// `/`: a page for a person who finds the server with a browser.
struct LandingRoutes: ResourceRoutes {
    private static let page = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Hoglet</title>
        <style>
        body { font: 16px/1.6 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem; }
        code { background: #f2f0ec; border-radius: 4px; padding: .1rem .3rem; }
        @media (prefers-color-scheme: dark) {
          body { background: #1d1f22; color: #eee; } a { color: #f7a501; } code { background: #33363b; }
        }
        </style>
        </head>
        <body>
        <h1>Hoglet</h1>
        <p>PostHog's project API, served by one binary. It is running.</p>
        <ul>
        <li><a href="/api/schema/">OpenAPI document</a></li>
        <li><a href="/_readiness">Readiness</a> and <a href="/metrics">metrics</a></li>
        </ul>
        <p>Ask it something: <code>curl -H "Authorization: Bearer phx_…" /api/projects/@current/endpoints/</code></p>
        </body>
        </html>

        """

    private static let answer = APIResponse.bytes(page.utf8, "text/html; charset=utf-8")

    var routes: [Route] {
        [
            Route(
                .get,
                "",
                mount: .root,
                access: .public,
                operation: .init("landing_page", "A page for people", tag: "operations"),
                answers: [.bytes(MediaType.html)],
                handler: { _ in Self.answer }
            )
        ]
    }
}
