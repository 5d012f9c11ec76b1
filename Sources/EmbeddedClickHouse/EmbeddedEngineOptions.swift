internal import Foundation

/// How much of the machine the engine takes.
public struct EmbeddedEngineOptions: Sendable {
    /// How many statements run at the same time; others wait.
    public var maximumConnections: Int
    /// Further arguments of the engine by ClickHouse's names for them, for example `mark_cache_size`; they win
    /// over the driver's own.
    public var arguments: [(name: String, value: String)]

    public init(maximumConnections: Int? = nil, arguments: [(name: String, value: String)] = []) {
        self.maximumConnections = maximumConnections ?? max(8, 4 * ProcessInfo.processInfo.activeProcessorCount)
        self.arguments = arguments
    }

    /// All arguments, those of the driver included.
    var allArguments: [(name: String, value: String)] {
        let ours: [(name: String, value: String)] = [
            // Without the name of a file the engine would read a `config.xml` that lies in the working directory.
            ("config-file", "/dev/null/none.xml"),
            // ClickHouse's own limits are those of a machine that has nothing else to do.
            ("mark_cache_size", "\(256 << 20)"), ("index_mark_cache_size", "\(64 << 20)"),
        ]
        return ours.filter { own in !arguments.contains { $0.name == own.name } } + arguments
    }
}
