import ClickHouseTesting
import EmbeddedClickHouse
import Testing

/// The contract of all drivers, kept by the embedded one.
@Suite(.enabled(if: SharedEngine.isInstalled, "the engine's library is not installed: run `make engine`"))
struct EmbeddedEngineContractTests {
    @Test(.timeLimit(.minutes(2)), arguments: EngineContract.clauses)
    func `the embedded engine keeps the contract`(_ clause: EngineContract.Clause) async throws {
        let engine = try await SharedEngine.engine

        try await EngineContract(engine: engine, folder: SharedEngine.folder).check(clause)
    }
}
