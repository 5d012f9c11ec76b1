import HTTPTypes
import Hummingbird
import JSON

/// Answers on one path: finds the route of the method, and speaks for the path itself on OPTIONS, HEAD and wrong methods.
struct PathResponder: HTTPResponder {
    private let routes: [HTTPRequest.Method: Route]
    private let checks: RouteChecks
    /// The value of `Allow`.
    private let allowed: String
    private let description: JSONValue

    init(_ path: RouteTable.Path, checks: RouteChecks) {
        routes = Dictionary(path.routes.map { ($0.method, $0) }) { first, _ in first }
        self.checks = checks
        let own = path.routes.map(\.method.rawValue)
        allowed = (own + (own.contains("GET") ? ["HEAD"] : []) + ["OPTIONS"]).joined(separator: ", ")
        description = Self.description(of: path)
    }

    func respond(to request: Request, context: APIContext) async throws -> Response {
        if let route = routes[request.method] {
            return try await checks.answer(request, context, on: route).response
        }
        switch request.method {
        case .head:
            if let route = routes[.get] { return try await head(request, context, of: route) }
        case .options:
            return APIResponse.json(description, headers: [.allow: allowed]).response
        default: break
        }
        return APIResponse(APIError.methodNotAllowed(request.method, allowed: allowed)).response
    }

    /// What GET would answer, without the body.
    private func head(_ request: Request, _ context: APIContext, of route: Route) async throws -> Response {
        let response: APIResponse
        do {
            response = try await checks.answer(request, context, on: route)
        } catch {
            var headless = APIResponse(APIError(error))
            headless.body = ResponseBody()
            return headless.response
        }
        var headers = response.headers
        if let length = response.body.contentLength { headers[.contentLength] = String(length) }
        return Response(status: response.status, headers: headers)
    }

    /// Django REST framework's answer to OPTIONS.
    private static func description(of path: RouteTable.Path) -> JSONValue {
        var seen: Set<String> = []
        let renders = path.routes.flatMap(\.mediaTypes).filter { seen.insert($0).inserted }
        return [
            "name": JSONValue(path.routes.first?.operation.tag ?? ""),
            "description": JSONValue(path.routes.first?.operation.summary ?? ""),
            "renders": JSONValue(renders),
            "parses": JSONValue([MediaType.json, MediaType.form]),
            "actions": JSONValue.object(
                JSONObject(path.routes.map { ($0.method.rawValue, JSONValue($0.operation.summary)) })
            ),
        ]
    }
}
