import ClickHouse
import EmbeddedClickHouse
import Foundation
import Testing

/// What is particular to the embedded engine.
@Suite(.enabled(if: SharedEngine.isInstalled, "the engine's library is not installed: run `make engine`"))
struct EmbeddedEngineTests {
    @Test func `a second folder in the process is refused with a reason`() async throws {
        _ = try await SharedEngine.engine
        let library = try ChDBLibrary(at: SharedEngine.libraryPath)

        let error = await #expect(throws: QueryEngineError.self) {
            _ = try await EmbeddedEngine(folder: SharedEngine.folder + "/other", library: library)
        }

        guard case .unreachable(let reason)? = error else {
            Issue.record("refused with \(String(describing: error))")
            return
        }
        #expect(reason.contains(SharedEngine.folder + "/other"))
    }

    @Test func `a closed engine refuses statements and leaves another one of the process alone`() async throws {
        let engine = try await SharedEngine.engine
        let library = try ChDBLibrary(at: SharedEngine.libraryPath)
        let second = try await EmbeddedEngine(folder: SharedEngine.folder + "/engine", library: library)

        await second.close()

        let error = await #expect(throws: QueryEngineError.self) { _ = try await second.result(of: "SELECT 1") }
        #expect(error == .unreachable(reason: "the engine is stopping"))
        let rows = try await engine.result(of: "SELECT 1").rows
        #expect(rows == RowChunk(bytes: Array("[1]".utf8), count: 1))
    }

    @Test func `closing cancels what runs and what waits`() async throws {
        _ = try await SharedEngine.engine
        let engine = try await EmbeddedEngine(
            folder: SharedEngine.folder + "/engine",
            library: ChDBLibrary(at: SharedEngine.libraryPath),
            options: EmbeddedEngineOptions(maximumConnections: 1)
        )
        let running = (0..<3).map { number in
            Task {
                try await engine.result(
                    of: "SELECT count() FROM numbers(1000000000000) WHERE sipHash64(number) = 1",
                    options: QueryOptions(queryID: "closing-\(number)")
                )
            }
        }
        while await engine.progress(of: "closing-2") == nil { await Task.yield() }

        await engine.close()

        for task in running {
            await #expect(throws: QueryEngineError.self) { try await task.value }
        }
    }

    @Test func `a path that ClickHouse takes for a pattern is refused`() async throws {
        let engine = try await SharedEngine.engine
        let insertion = FileInsertion(path: "/tmp/*.jsonl", structure: [], into: "t", deduplicationToken: "1")

        await #expect(throws: QueryEngineError.self) { try await engine.insert(insertion) }
    }

    @Test func `a NUL in a statement's text is refused rather than cut off`() async throws {
        let engine = try await SharedEngine.engine

        await #expect(throws: QueryEngineError.self) { _ = try await engine.result(of: "SELECT 1 -- \0 LIMIT 0") }
    }

    @Test func `a configuration file in the working directory is not read`() async throws {
        let engine = try await SharedEngine.engine

        let rows = try await engine.result(
            of: "SELECT value FROM system.server_settings WHERE name = 'mark_cache_size'"
        ).rows

        #expect(String(decoding: rows.bytes, as: UTF8.self) == #"["268435456"]"#)
    }
}

struct ChDBLibraryTests {
    @Test func `a path without a library is refused with what to do`() {
        let error = #expect(throws: ChDBLibraryError.self) { try ChDBLibrary(at: "/nowhere") }

        #expect(error?.description.contains("/nowhere") == true)
        #expect(error?.description.contains("HOGLET_CHDB_LIBRARY") == true)
    }

    @Test func `a file that is no library is refused with the loader's reason`() throws {
        let path = NSTemporaryDirectory() + "/hoglet-no-library-\(getpid()).so"
        try Data("no library".utf8).write(to: URL(fileURLWithPath: path))

        #expect(throws: ChDBLibraryError.self) { try ChDBLibrary(at: path) }
    }
}
