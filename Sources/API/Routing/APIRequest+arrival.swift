import HTTPTypes
import Hummingbird

extension APIRequest {
    /// A request as the router hands it over: nothing is checked but the spelling of the path's parameters.
    init(_ request: Request, _ context: APIContext, route: Route, publicURL: String?) throws(APIError) {
        method = request.method
        path = request.uri.path
        headers = request.headers
        query = request.uri.query.map { QueryItems(parsing: $0) } ?? QueryItems()
        var parameters = PathParameters()
        for parameter in route.path.parameters {
            let text = QueryItems.decodedPath(context.parameters[Substring(parameter.name)] ?? "")
            guard let value = parameter.type.canonical(text) else { throw .notFound() }
            parameters.append(parameter.name, value)
        }
        if route.mount == .project {
            parameters.append("project_id", QueryItems.decodedPath(context.parameters["project_id"] ?? ""))
        }
        self.parameters = parameters
        stream = request.body
        logger = context.logger
        requestID = context.requestID
        authority = request.head.authority ?? ""
        self.publicURL = publicURL
        channel = context.channel
    }
}
