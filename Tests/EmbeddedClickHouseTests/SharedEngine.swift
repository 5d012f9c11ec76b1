import EmbeddedClickHouse
import Foundation

/// The one engine of the test process: chDB has one storage in a process.
enum SharedEngine {
    /// Where `make engine` puts the library, unless HOGLET_CHDB_LIBRARY says otherwise.
    static let libraryPath =
        ProcessInfo.processInfo.environment["HOGLET_CHDB_LIBRARY"]
        ?? FileManager.default.homeDirectoryForCurrentUser.path + "/.cache/hoglet/chdb-core-26.9.0"

    static let isInstalled = FileManager.default.fileExists(atPath: libraryPath)

    /// A folder of this process, for the engine's files and those that tests insert.
    static let folder = FileManager.default.temporaryDirectory.path + "/hoglet-engine-tests-\(getpid())"

    static var engine: EmbeddedEngine {
        get async throws { try await opening.value }
    }

    // Unstructured, because all tests wait for the same engine, whichever of them asks first.
    private static let opening = Task {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return try await EmbeddedEngine(folder: folder + "/engine", library: ChDBLibrary(at: libraryPath))
    }
}
