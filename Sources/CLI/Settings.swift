import ArgumentParser
import Configuration
import Foundation
import Storage
import Synchronization
import SystemPackage

/// Everything that can be set, read once at start.
///
/// A setting comes from the command's flags, else from the environment (`HOGLET_` and the key in capitals), else from
/// `hoglet.json` in the working folder, else it has the default given here. The table is in `docs/configuration.md`.
struct Settings: Sendable {
    var host: String
    var port: Int
    /// Where everything is kept; created when missing.
    var dataFolder: String
    /// `embedded`; a ClickHouse server's address is refused until the remote driver is there.
    var engine: String
    /// chDB's library, or the folder that holds it.
    var chdbLibrary: String?
    var isDemo: Bool
    /// The clock to use instead of the real one, standing still.
    var now: Timestamp?
    var bootstrapPersonalKey: String?
    var bootstrapProjectToken: String?
    var areRateLimitsOn: Bool
    /// Origins that browsers may call `/api/` from; `*` means all.
    var corsOrigins: [String]
    var queryMaximumSeconds: Int
    /// Zero means half of the machine.
    var queryMaximumMemoryBytes: Int
    /// Zero means no limit.
    var queryMaximumRowsRead: Int
    /// Queries at one time; zero means twice the cores.
    var queryConcurrency: Int
    /// Bytes of results kept in memory.
    var cacheBytes: Int
    var logLevel: String
}

extension Settings {
    /// Reads the settings, with `flags` above all.
    ///
    /// - Throws: `ValidationError` naming every setting that can't be understood.
    static func read(flags: [String: ConfigValue]) async throws -> Settings {
        let problems = SettingProblems()
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        for (key, value) in flags { values[AbsoluteConfigKey([key])] = value }
        let config = ConfigReader(
            providers: [
                InMemoryProvider(name: "flags", values: values),
                EnvironmentVariablesProvider().prefixKeys(with: "hoglet"),
                try await FileProvider<JSONSnapshot>(filePath: "hoglet.json", allowMissing: true),
            ],
            accessReporter: problems
        )
        let settings = Settings(
            host: config.string(forKey: "host", default: "127.0.0.1"),
            port: config.int(forKey: "port", default: 8000),
            dataFolder: config.string(forKey: "data", default: "./data"),
            engine: config.string(forKey: "engine", default: "embedded"),
            chdbLibrary: config.string(forKey: "chdbLibrary"),
            isDemo: problems.flag("demo", config.string(forKey: "demo")),
            now: problems.timestamp("now", config.string(forKey: "now")),
            bootstrapPersonalKey: config.string(forKey: "bootstrapPersonalKey", isSecret: true),
            bootstrapProjectToken: config.string(forKey: "bootstrapProjectToken", isSecret: true),
            areRateLimitsOn: problems.flag("rateLimits", config.string(forKey: "rateLimits")),
            corsOrigins: config.stringArray(forKey: "corsOrigins", default: ["*"]),
            queryMaximumSeconds: config.int(forKey: "queryMaxSeconds", default: 60),
            queryMaximumMemoryBytes: config.int(forKey: "queryMaxMemoryBytes", default: 0),
            queryMaximumRowsRead: config.int(forKey: "queryMaxRowsRead", default: 0),
            queryConcurrency: config.int(forKey: "queryConcurrency", default: 0),
            cacheBytes: config.int(forKey: "cacheBytes", default: 256 * 1024 * 1024),
            logLevel: config.string(forKey: "logLevel", default: "info")
        )
        try problems.throwIfAny()
        return settings
    }
}

/// Collects what the configuration library could not convert, so that a typing error is told and not passed over.
private final class SettingProblems: AccessReporter {
    private let problems = Mutex<[String]>([])

    func report(_ event: AccessEvent) {
        if let error = event.conversionError { add(event.metadata.key.description, "\(error)") }
        for case .failure(let error) in event.providerResults.map(\.result) {
            add(event.metadata.key.description, "\(error)")
        }
    }

    func flag(_ key: String, _ text: String?) -> Bool {
        switch text?.lowercased() {
        case nil, "off", "false", "no", "0": return false
        case "on", "true", "yes", "1": return true
        default:
            add(key, "use on or off")
            return false
        }
    }

    func timestamp(_ key: String, _ text: String?) -> Timestamp? {
        guard let text else { return nil }
        if let timestamp = Timestamp(parsing: text) { return timestamp }
        add(key, "use a form like 2020-01-12T12:00:00Z")
        return nil
    }

    func throwIfAny() throws {
        let found = problems.withLock { $0 }
        guard found.isEmpty else { throw ValidationError(found.joined(separator: "\n")) }
    }

    private func add(_ key: String, _ reason: String) {
        problems.withLock { $0.append("The setting \(key) can't be understood: \(reason).") }
    }
}
