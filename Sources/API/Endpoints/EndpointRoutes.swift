import Access
import Endpoints
import HTTPTypes
import JSON
import Querying

/// `endpoints/`: named queries, their versions, and running them.
struct EndpointRoutes: ResourceRoutes {
    let endpoints: EndpointStore
    let runs: EndpointRuns
    let users: UserStore
    let specification: EndpointSpecification

    init(_ services: APIServices) {
        endpoints = services.endpoints
        runs = services.runs
        users = services.access.users
        specification = EndpointSpecification(variables: services.variables)
    }

    var routes: [Route] { management + versions + running + telling }

    private static let read = RouteAccess.scope("endpoint:read")
    private static let write = RouteAccess.scope("endpoint:write")
    private static let version = QueryParameter(
        "version",
        .integer(minimum: 1),
        "The version that is meant.",
        isChecked: false
    )

    private static func operation(_ id: String, _ summary: String) -> Route.Operation {
        Route.Operation(id, summary, tag: "endpoints")
    }

    private var management: [Route] {
        [
            Route(
                .get,
                "endpoints",
                access: Self.read,
                operation: Self.operation("endpoints_list", "List endpoints."),
                query: QueryParameter.page + [
                    QueryParameter("is_active", .boolean, "Only active ones, or only inactive ones."),
                    QueryParameter("created_by", .integer, "Only those a user has made."),
                ],
                answers: [.page(of: EndpointSchema.endpoint)],
                handler: list
            ),
            Route(
                .post,
                "endpoints",
                access: Self.write,
                operation: Self.operation("endpoints_create", "Create an endpoint."),
                body: .json(EndpointBody.createSchema),
                answers: [.json(EndpointSchema.endpoint, status: .created)],
                handler: create
            ),
            Route(
                .get,
                "endpoints/{name}",
                access: Self.read,
                operation: Self.operation("endpoints_retrieve", "Show an endpoint, or one of its versions."),
                query: [Self.version],
                answers: [.json(EndpointSchema.endpoint)],
                handler: retrieve
            ),
            Route(
                .put,
                "endpoints/{name}",
                access: Self.write,
                operation: Self.operation("endpoints_update", "Change what is given of an endpoint or a version."),
                query: [Self.version],
                body: .json(EndpointBody.updateSchema),
                answers: [.json(EndpointSchema.endpoint)],
                handler: update
            ),
            Route(
                .patch,
                "endpoints/{name}",
                access: Self.write,
                operation: Self.operation("endpoints_partial_update", "Change an endpoint or one of its versions."),
                query: [Self.version],
                body: .json(EndpointBody.updateSchema),
                answers: [.json(EndpointSchema.endpoint)],
                handler: update
            ),
            Route(
                .delete,
                "endpoints/{name}",
                access: Self.write,
                operation: Self.operation("endpoints_destroy", "Delete an endpoint."),
                answers: [.empty()],
                handler: delete
            ),
        ]
    }

    private var versions: [Route] {
        [
            Route(
                .get,
                "endpoints/{name}/versions",
                access: Self.read,
                operation: Self.operation("endpoints_versions_list", "List the versions, newest first."),
                query: QueryParameter.page,
                answers: [.page(of: EndpointSchema.version)],
                handler: listVersions
            ),
            Route(
                .get,
                "endpoints/{name}/versions/{version:int}",
                access: Self.read,
                operation: Self.operation("endpoints_versions_retrieve", "Show a version."),
                answers: [.json(EndpointSchema.version)],
                handler: retrieveVersion
            ),
        ]
    }

    private var running: [Route] {
        let access = Self.read.orProjectSecretKey
        let limits = RouteLimits(throttle: .apiQuery)
        let answers: [Answer] = [
            .json(EndpointSchema.run, "The rows, and how they came about."),
            .json(EndpointSchema.accepted, status: .accepted, "The run goes on; it tells where to ask."),
        ]
        return [
            Route(
                .get,
                "endpoints/{name}/run",
                access: access,
                operation: Self.operation("endpoints_run_retrieve", "Run an endpoint."),
                query: RunBody.parameters,
                answers: answers,
                limits: limits,
                handler: run
            ),
            Route(
                .post,
                "endpoints/{name}/run",
                access: access,
                operation: Self.operation("endpoints_run_create", "Run an endpoint with options in the body."),
                query: RunBody.parameters,
                body: .json(RunBody.schema),
                answers: answers,
                limits: limits,
                handler: run
            ),
        ]
    }

    private var telling: [Route] {
        [
            Route(
                .post,
                "endpoints/last_execution_times",
                access: Self.read,
                operation: Self.operation("endpoints_last_execution_times", "Tell when endpoints ran last."),
                body: .json(.object("EndpointNames", [.required("names", .array(of: Schema.text.strict))])),
                answers: [.json(EndpointSchema.accepted)],
                handler: lastExecutionTimes
            ),
            Route(
                .get,
                "endpoints/{name}/openapi.json",
                access: Self.read,
                operation: Self.operation("endpoints_openapi", "Describe the run of an endpoint as OpenAPI."),
                query: [Self.version],
                answers: [.json(.openObject)],
                handler: openAPI
            ),
            Route(
                .get,
                "endpoints/{name}/materialization_status",
                access: Self.read,
                operation: Self.operation("endpoints_materialization_status", "Tell about the table of a version."),
                query: [Self.version],
                answers: [.json(.openObject)],
                handler: materializationStatus
            ),
            Route(
                .post,
                "endpoints/{name}/materialization_preview",
                access: Self.read,
                operation: Self.operation("endpoints_materialization_preview", "Tell whether a table could serve it."),
                body: .json(EndpointBody.previewSchema),
                answers: [.json(.openObject)],
                handler: materializationPreview
            ),
            Route(
                .get,
                "endpoints/{name}/logs",
                access: Self.read,
                operation: Self.operation("endpoints_logs", "List what runs did, newest first."),
                query: QueryParameter.page + [
                    QueryParameter("level", .choice(["INFO", "ERROR"]), "Only lines of this level.")
                ],
                answers: [.page(of: EndpointSchema.logLine)],
                handler: logs
            ),
        ]
    }
}
