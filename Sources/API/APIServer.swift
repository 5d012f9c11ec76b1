public import Hummingbird
public import Logging

/// The HTTP server: puts the services behind routes and makes the application that serves them.
public struct APIServer: Sendable {
    let configuration: APIConfiguration
    let services: APIServices
    let readiness: Readiness
    let metrics: PrometheusRegistry
    let checks: RouteChecks
    let logger: Logger

    /// Takes what was made elsewhere: `readiness` is what `/_readiness` answers, and `metrics` what `/metrics` shows.
    ///
    /// `MetricsSystem` must have been bootstrapped with the same `metrics`.
    public init(
        configuration: APIConfiguration,
        services: APIServices,
        readiness: Readiness,
        metrics: PrometheusRegistry,
        logger: Logger
    ) {
        self.configuration = configuration
        self.services = services
        self.readiness = readiness
        self.metrics = metrics
        self.logger = logger
        checks = RouteChecks(
            access: services.access,
            limiter: configuration.hasRateLimits ? RateLimiter() : nil,
            configuration: configuration
        )
    }

    /// The application: serves until its service group shuts down, and then lets the requests in flight finish.
    ///
    /// `onRunning` is called with the port once connections are accepted.
    public func makeApplication(
        onRunning: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        makeApplication(serving: resources, onRunning: onRunning)
    }

    func makeApplication(
        serving resources: [any ResourceRoutes],
        onRunning: @escaping @Sendable (_ port: Int) async -> Void
    ) -> some ApplicationProtocol {
        Application(
            router: makeRouter(resources),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [ExpectContinueHandler(), HangUpHandler()],
                    idleTimeout: .seconds(configuration.idleSeconds)
                )
            ),
            configuration: .init(address: .hostname(configuration.host, port: configuration.port)),
            onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? 0) },
            logger: logger
        )
    }
}
