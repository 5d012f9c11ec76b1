import HTTPTypes
import Hummingbird
import Logging

/// Gives each request its id: the client's own from `X-Request-Id` if it is usable, else one of ours.
struct RequestIDMiddleware: RouterMiddleware {
    private static let logKey = "hb.request.id"
    private static let maximumLength = 128

    func handle(
        _ request: Request,
        context: APIContext,
        next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        guard let given = Self.usableID(of: request) else {
            // Hummingbird puts its id there; a log handler that drops metadata leaves none.
            context.requestID = context.logger[metadataKey: Self.logKey].map { "\($0)" } ?? "-"
            return Self.marked(try await next(request, context), context)
        }
        context.requestID = given
        context.logger[metadataKey: Self.logKey] = .string(given)
        let named = context
        return try await withLogger(named.logger) { _ in Self.marked(try await next(request, named), named) }
    }

    private static func usableID(of request: Request) -> String? {
        guard let given = request.headers[.requestID], !given.isEmpty, given.utf8.count <= maximumLength,
            given.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        return given
    }

    private static func marked(_ response: Response, _ context: APIContext) -> Response {
        var response = response
        response.headers[.requestID] = context.requestID
        return response
    }
}

extension HTTPField.Name {
    static let requestID = known("X-Request-Id")

    /// A header whose name is written in our source.
    static func known(_ name: StaticString) -> HTTPField.Name {
        guard let name = HTTPField.Name("\(name)") else { preconditionFailure("\(name) is no name of a header") }
        return name
    }
}
