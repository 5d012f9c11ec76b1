import Logging
public import ServiceLifecycle

extension QueryService: Service {
    /// Writes results behind the answers until the server stops.
    public func run() async throws {
        try await archive.open()
        await cancelWhenGracefulShutdown { [self] in
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(1))
                await writeResults()
            }
        }
        await writeResults()
    }

    private func writeResults() async {
        do {
            try await archive.flush()
        } catch {
            // The results stay in memory and are tried again: a cache that isn't written is no reason to stop.
            Logger.current.warning("could not write query results", metadata: ["error": "\(error)"])
        }
    }
}
