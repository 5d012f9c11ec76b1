public import ClickHouse
import JSON

/// The history of the engine's tables, oldest first, and how an engine is brought up to date.
///
/// A version that has shipped is never edited; a new one goes to the end. The engine itself remembers which version it
/// has, since one engine may be used by several servers and outlive their SQLite files.
public struct EngineSchema: Sendable {
    /// A step of the history.
    ///
    /// Its statements may be run again after a crash between them.
    struct Version: Sendable {
        let number: Int
        let statements: [ClickHouseSQL]
    }

    static let versions = [
        Version(
            number: 1,
            statements: [
                EngineTable.events, .persons, .personDistinctIDs, .personDistinctIDOverrides, .groups,
            ].map(\.creation)
        )
    ]

    private let engine: any QueryEngine

    public init(_ engine: any QueryEngine) {
        self.engine = engine
    }

    /// Applies what the engine does not have yet.
    public func migrate() async throws {
        try await engine.execute(
            """
            CREATE TABLE IF NOT EXISTS hoglet_schema (version UInt32, applied_at DateTime DEFAULT now())
            ENGINE = MergeTree ORDER BY version
            """
        )
        let current = try await currentVersion()
        if current > Self.versions.last?.number ?? 0 { throw EngineSchemaError(found: current) }
        for version in Self.versions where version.number > current {
            for statement in version.statements { try await engine.execute(statement) }
            try await engine.execute(
                "INSERT INTO hoglet_schema (version) SELECT toUInt32(\(.int(Int64(version.number))))"
            )
        }
    }

    private func currentVersion() async throws -> Int {
        let rows = try await engine.rows(of: "SELECT toInt64(max(version)) FROM hoglet_schema")
        return rows.first?.first?.integerValue.map(Int.init) ?? 0
    }
}

/// The engine holds tables of a newer Hoglet.
public struct EngineSchemaError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The version that was found.
    public let found: Int

    public var description: String {
        "the engine's tables have version \(found), which a newer Hoglet made; this one knows only version "
            + "\(EngineSchema.versions.last?.number ?? 0)"
    }
}
