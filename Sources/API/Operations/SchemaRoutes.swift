import Hummingbird

/// `/api/schema/`: the OpenAPI document of every route.
struct SchemaRoutes: ResourceRoutes {
    private let document: APIResponse

    /// - Parameter others: The routes beside this one.
    init(documenting others: [Route]) {
        let own = Self.route { _ in .noContent }
        document = .json(OpenAPIDocument(others + [own]).json)
    }

    var routes: [Route] {
        [Self.route { [document] _ in document }]
    }

    private static func route(_ handler: @escaping Route.Handler) -> Route {
        Route(
            .get,
            "api/schema",
            mount: .root,
            access: .public,
            operation: .init("schema_retrieve", "This document", tag: "operations"),
            answers: [.json(.openObject, "The OpenAPI 3.1 document.").or("application/vnd.oai.openapi+json")],
            handler: handler
        )
    }
}
