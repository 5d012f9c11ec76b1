import Access
import HTTPTypes
import JSON

/// `/array/:token/config`: what the browser's library reads before anything else.
struct RemoteConfigRoutes: ResourceRoutes {
    private let projects: ProjectStore

    init(_ services: APIServices) {
        projects = services.access.projects
    }

    var routes: [Route] {
        [
            route("array/{token}/config", "remote_config", MediaType.json) { config, _ in
                .json(config)
            },
            route("array/{token}/config.js", "remote_config_script", "application/javascript") { config, token in
                .bytes(Self.script(config, token).utf8, "application/javascript; charset=utf-8")
            },
        ]
    }

    private func route(
        _ path: RoutePath,
        _ id: String,
        _ mediaType: String,
        _ answer: @escaping @Sendable (_ config: JSONValue, _ token: String) -> APIResponse
    ) -> Route {
        Route(
            .get,
            path,
            mount: .root,
            access: .public,
            operation: .init(id, "What a project's web pages collect", tag: "flags"),
            answers: [mediaType == MediaType.json ? .json(.any) : .bytes(mediaType)],
            limits: RouteLimits(origins: .all),
            handler: { request in
                let token = request.parameters["token"]
                guard try await projects.project(token: token) != nil else { throw APIError.notFound() }
                return answer(.object(RemoteConfig.ofProject(token: token)), token)
            }
        )
    }

    private static func script(_ config: JSONValue, _ token: String) -> String {
        let key = JSONValue.string(token).text()
        return """
            (function() {
              window._POSTHOG_REMOTE_CONFIG = window._POSTHOG_REMOTE_CONFIG || {};
              window._POSTHOG_REMOTE_CONFIG[\(key)] = { config: \(config.text()), siteApps: [] };
            })();

            """
    }
}

/// What this server does and doesn't do, in the words of PostHog's libraries.
enum RemoteConfig {
    static let ofDecide: JSONObject = [
        "config": ["enable_collect_everything": true],
        "toolbarParams": [:],
        "isAuthenticated": false,
        "supportedCompression": ["gzip", "gzip-js"],
        "sessionRecording": false,
        "surveys": false,
        "heatmaps": false,
        "capturePerformance": false,
        "autocaptureExceptions": false,
        "hasFeatureFlags": false,
        "siteApps": [],
    ]

    static func ofProject(token: String) -> JSONObject {
        [
            "token": .string(token),
            "supportedCompression": ["gzip", "gzip-js"],
            "hasFeatureFlags": false,
            "captureDeadClicks": false,
            "capturePerformance": false,
            "autocapture_opt_out": false,
            "autocaptureExceptions": false,
            "analytics": ["endpoint": "/i/v0/e/"],
            "elementsChainAsString": true,
            "sessionRecording": false,
            "heatmaps": false,
            "surveys": false,
            "defaultIdentifiedOnly": true,
            "siteApps": [],
        ]
    }
}
