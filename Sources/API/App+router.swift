import Access
import Hummingbird

/// The table of contents of the HTTP server: the resources, one line each, and the middlewares in order.
extension APIServer {
    var resources: [any ResourceRoutes] {
        [
            LandingRoutes(),
            MetricsRoutes(registry: metrics),
            OrganizationRoutes(access: services.access),
            ProjectRoutes(access: services.access, definitions: services.definitions),
            UserRoutes(access: services.access),
            PersonalKeyRoutes(access: services.access),
            ProjectSecretKeyRoutes(access: services.access),
            PropertyDefinitionRoutes(definitions: services.definitions),
            InsightVariableRoutes(variables: services.variables),
            EndpointRoutes(services),
            QueryRoutes(queries: services.queries, variables: services.variables),
            CaptureRoutes(services),
            AnalyticsRoutes(services),
            FlagRoutes(services),
            RemoteConfigRoutes(services),
        ]
    }

    /// Builds the router.
    ///
    /// Of the middlewares the first is outermost: it sees a request first and its answer last.
    func makeRouter(_ resources: [any ResourceRoutes]) -> Router<APIContext> {
        let probes = ProbeRoutes(readiness: readiness).routes
        let routes = resources.flatMap(\.routes)
        let schema = SchemaRoutes(documenting: probes + routes).routes
        let table = RouteTable(routes + schema)

        let router = Router(context: APIContext.self)
        RouteTable(probes).add(to: router, checks: checks)
        router.add(middleware: RequestIDMiddleware())
        router.add(middleware: AccessLogMiddleware())
        router.add(middleware: HTTPMetricsMiddleware(table))
        router.add(middleware: CrossOriginMiddleware(origins: configuration.origins, table))
        router.add(middleware: CompressionMiddleware())
        router.add(middleware: ErrorMiddleware())
        table.add(to: router, checks: checks)
        return router
    }
}
