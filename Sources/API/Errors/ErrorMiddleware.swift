import HTTPTypes
import Hummingbird
import Logging

/// Turns whatever a route throws into the error envelope, so that everything outside it sees answers only.
struct ErrorMiddleware: RouterMiddleware {
    func handle(
        _ request: Request,
        context: APIContext,
        next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let reported = APIError(error)
            if reported.status == .internalServerError {
                context.logger.error("request failed", metadata: ["error": "\(error)"])
            } else if reported.status.kind == .serverError {
                context.logger.warning("request could not be served", metadata: ["error": "\(error)"])
            }
            return APIResponse(reported).response
        }
    }
}
