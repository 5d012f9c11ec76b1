import API
import Access
import ClickHouse
import Definitions
import EmbeddedClickHouse
import Endpoints
import Foundation
import GRDB
import Hummingbird
import Ingestion
import Logging
import Metrics
import Querying
import ServiceLifecycle
import Storage
import UnixSignals

/// The one place where live things are made and put together, from the bottom up.
struct Server {
    private let settings: Settings
    private let folder: DataFolder
    private let logger: Logger
    private let metrics = PrometheusRegistry()

    init(_ settings: Settings) throws {
        self.settings = settings
        folder = try DataFolder(settings.dataFolder)
        try folder.lock()
        let level = Logger.Level(rawValue: settings.logLevel) ?? .info
        LoggingSystem.bootstrap { label in Self.logHandler(label, level) }
        MetricsSystem.bootstrap(metrics)
        logger = Logger(label: "hoglet")
    }

    /// Serves until the process is told to stop; returns once everything acknowledged is on disk.
    func run() async throws {
        let clock = settings.clock
        let database = try Storage.Database.open(at: folder.database)
        let secrets = try await settings.bootstrap(database)
        let engine = try await settings.openEngine(in: folder)

        let access = AccessControl(database, clock: clock)
        let definitions = DefinitionStore(database, clock: clock)
        let variables = InsightVariableStore(database, clock: clock)
        let pipeline = try EventPipeline(
            folder: folder.log,
            database: database,
            engine: engine,
            definitions: definitions,
            clock: clock
        )
        let queries = QueryService(
            engine: engine,
            database: database,
            definitions: definitions,
            limits: settings.queryLimits,
            clock: clock
        )
        let endpoints = EndpointStore(database, queries: queries, variables: variables, clock: clock)
        let journal = RunJournal(database)
        let readiness = Readiness()
        let api = APIServer(
            configuration: settings.apiConfiguration,
            services: APIServices(
                access: access,
                definitions: definitions,
                variables: variables,
                queries: queries,
                endpoints: endpoints,
                runs: EndpointRuns(endpoints: endpoints, queries: queries, journal: journal, clock: clock),
                events: pipeline,
                clock: clock
            ),
            readiness: readiness,
            metrics: metrics,
            logger: logger
        )
        let demo = DemoProject(
            access: access,
            variables: variables,
            endpoints: endpoints,
            pipeline: pipeline,
            engine: engine,
            clock: clock,
            folder: folder
        )

        if let secrets { Announcement.print(secrets) }
        let startUp = StartUp(pipeline: pipeline, readiness: readiness) { [address, isDemo = settings.isDemo] in
            Announcement.print(readyAt: address)
            guard isDemo else { return }
            try await demo.fillIfEmpty()
            if let key = try await demo.makeKey() { Announcement.print(demoAt: address, key: key) }
        }
        // Started in this order and stopped in the reverse one: requests end first, then what they have left is stored.
        try await serve(
            [startUp, queries, journal, DrainingApplication(application: api.makeApplication(), queries: queries)]
        )
        await engine.close()
    }

    private func serve(_ services: [any Service]) async throws {
        var configuration = ServiceGroupConfiguration(
            services: services,
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        // A little more than requests get, so that the answers of cancelled queries still go out.
        configuration.maximumGracefulShutdownDuration = .seconds(30)
        let group = ServiceGroup(configuration: configuration)
        try await group.run()
    }

    private var address: String { "http://\(settings.host):\(settings.port)" }

    private static func logHandler(_ label: String, _ level: Logger.Level) -> any LogHandler {
        var handler: any LogHandler =
            isatty(STDERR_FILENO) == 1 ? StreamLogHandler.standardError(label: label) : JSONLogHandler(label: label)
        handler.logLevel = level
        return handler
    }
}

/// Brings the engine up to date, says that the server is ready, and delivers events until the server stops.
private struct StartUp: Service {
    let pipeline: EventPipeline
    let readiness: Readiness
    /// Done beside the delivery of events, which it may wait for.
    let whenReady: @Sendable () async throws -> Void

    func run() async throws {
        try await pipeline.start()
        readiness.set(true)
        try await withGracefulShutdownHandler {
            async let delivery: Void = pipeline.run()
            do {
                try await whenReady()
            } catch  where Task.isShuttingDownGracefully {
                // What was being prepared is begun again at the next start.
            }
            try await delivery
        } onGracefulShutdown: {
            readiness.set(false)
        }
    }
}

/// The HTTP server, whose last requests get ten seconds before their queries are cancelled (contract 4.1).
private struct DrainingApplication<Application: ApplicationProtocol>: Service {
    let application: Application
    let queries: QueryService

    func run() async throws {
        try await withGracefulShutdownHandler {
            try await application.run()
        } onGracefulShutdown: {
            // Nobody waits for this: when the requests end earlier, the process does too.
            Task {
                try await Task.sleep(for: .seconds(10))
                queries.cancelAll()
            }
        }
    }
}
