import HTTPTypes
import Hummingbird
import Logging

/// Writes a line for each request: at the level debug, and at warning when the server failed.
///
/// The query string is left out, since it may hold a key.
struct AccessLogMiddleware: RouterMiddleware {
    func handle(
        _ request: Request,
        context: APIContext,
        next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let level: Logger.Level = response.status.kind == .serverError ? .warning : .debug
        guard level >= context.logger.logLevel else { return response }
        context.logger.log(
            level: level,
            "request answered",
            metadata: [
                "http.method": "\(request.method.rawValue)",
                "http.path": "\(request.uri.path)",
                "http.status": "\(response.status.code)",
                "http.milliseconds": "\(start.duration(to: .now) / .milliseconds(1))",
            ]
        )
        return response
    }
}
