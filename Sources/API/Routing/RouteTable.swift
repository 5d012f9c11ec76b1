import HTTPTypes
import Hummingbird

/// The routes by their paths, ready for the router.
struct RouteTable: Sendable {
    /// One path and what can be done there.
    struct Path: Sendable {
        /// The path with its mount: `/api/projects/{project_id}/datasets/{id}`.
        let pattern: String
        /// The pattern in metrics and documents: the same for every mount of a route.
        let documentedPattern: String
        fileprivate(set) var routes: [Route]
    }

    private(set) var paths: [Path] = []

    init(_ routes: [Route]) {
        var positions: [String: Int] = [:]
        for route in routes {
            for prefix in route.mount.prefixes {
                let pattern = prefix + route.path.pattern
                if let position = positions[pattern] {
                    paths[position].routes.append(route)
                } else {
                    positions[pattern] = paths.count
                    let documented = (route.mount.prefixes.first ?? prefix) + route.path.pattern
                    paths.append(Path(pattern: pattern, documentedPattern: documented, routes: [route]))
                }
            }
        }
    }

    /// The documented pattern of each pattern, by the spelling that the router puts into a request's context.
    var names: [String: String] {
        Dictionary(paths.map { (RouterPath($0.pattern).description, $0.documentedPattern) }) { first, _ in first }
    }

    /// The patterns of paths that pages of any site may call, spelled in the same way.
    var openPatterns: Set<String> {
        Set(
            paths.filter { $0.routes.contains { $0.limits.origins == .all } }.map { RouterPath($0.pattern).description }
        )
    }

    /// Every method is answered on every path, so that a wrong one is told which are right.
    private static let methods: [HTTPRequest.Method] = [
        .get, .head, .post, .put, .patch, .delete, .options, .trace,
    ]

    /// Adds the paths to a router, behind the middlewares that it has so far.
    func add(to router: Router<APIContext>, checks: RouteChecks) {
        for path in paths {
            let responder = PathResponder(path, checks: checks)
            for method in Self.methods { router.on(RouterPath(path.pattern), method: method, responder: responder) }
        }
    }
}
