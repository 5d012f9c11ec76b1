import AsyncAlgorithms
public import ClickHouse
public import Definitions
import Foundation
public import GRDB
import Logging
public import ServiceLifecycle
public import Storage
import Synchronization

/// The way of an event from its acknowledgement into the engine.
///
/// ```
/// append → log on disk → answer
///          log segment → persons, groups, duplicates (SQLite) → outbox → engine
/// ```
///
/// Whatever happens at any of the arrows, the event is in the engine once: each arrow can be repeated.
public final class EventPipeline: Service {
    private let log: EventLog
    private let resolver: SegmentResolver
    private let delivery: ParcelDelivery
    private let segments: SegmentFolder
    private let outbox: Outbox
    private let schema: EngineSchema
    private let resolvedSegment: UInt64
    /// What an earlier run has left; segments of this run are not among them.
    private let leftovers: [Segment]
    private let metrics = IngestionMetrics()
    private let clock: Clock
    private let waiting = Atomic<Int>(0)
    private let ready = Atomic<Bool>(false)
    private let finished = Atomic<Bool>(false)

    /// How often the open segment is looked at.
    private static let tick = Duration.milliseconds(50)

    /// Opens the log in `folder`, which belongs to this process alone.
    public init(
        folder: String,
        database: any DatabaseWriter,
        engine: any QueryEngine,
        definitions: DefinitionStore,
        clock: Clock = .system
    ) throws {
        let state = try EventLogState.loaded(from: database)
        let segments = try SegmentFolder(path: folder)
        let outbox = try Outbox(folder: folder + "/outbox", quarantine: folder + "/quarantine", logID: state.uuid)
        self.segments = segments
        self.outbox = outbox
        self.clock = clock
        schema = EngineSchema(engine)
        resolvedSegment = state.resolvedSegment
        leftovers = try segments.segments()
        log = EventLog(folder: segments, after: max(leftovers.last?.number ?? 0, state.resolvedSegment))
        resolver = SegmentResolver(
            database: database,
            definitions: definitions,
            engine: engine,
            segments: segments,
            outbox: outbox,
            metrics: metrics,
            clock: clock
        )
        delivery = ParcelDelivery(engine: engine, outbox: outbox, metrics: metrics)
    }

    /// Whether what was left of the last run is in the engine.
    public var isReady: Bool { ready.load(ordering: .acquiring) }

    /// Brings the engine's tables up to date and delivers what the last run has left; to be awaited before ``run()``.
    ///
    /// Events can be appended meanwhile.
    public func start() async throws {
        try await schema.migrate()
        for parcel in try outbox.remaining(upTo: resolvedSegment) { try await delivery.deliver(parcel) }
        for segment in leftovers {
            if segment.number <= resolvedSegment {
                try segments.remove(segment)
                continue
            }
            log.expect(try segments.size(of: segment))
            try await deliver(try await resolver.resolve(segment))
        }
        ready.store(true, ordering: .releasing)
    }

    /// Delivers segments until the server stops, and then what is left.
    public func run() async throws {
        let resolved = AsyncChannel<ResolvedSegment>()
        try await withThrowingTaskGroup { group in
            group.addTask { try await self.closeSegments() }
            group.addTask {
                defer { resolved.finish() }
                for await segment in self.log.segments {
                    // Segments are worked through in order or not at all: one that is left waits for the next start.
                    guard await self.resolve(segment, into: resolved) else { break }
                }
            }
            group.addTask {
                for await segment in resolved { await self.deliverEventually(segment) }
            }
            try await group.waitForAll()
        }
    }

    /// Returns once all that was appended before is in the engine; ``run()`` has to be under way.
    public func waitUntilDelivered() async throws {
        while log.backlogSize > 0 { try await Task.sleep(for: Self.tick) }
    }

    /// Takes no more events; ``run()`` returns once what is there is delivered.
    public func finish() async {
        finished.store(true, ordering: .releasing)
        await log.finish()
    }
}

extension EventPipeline {
    /// Runs beside `body`, and ends after it once everything is delivered; for programs that are no servers.
    public func whileRunning<Value: Sendable>(
        _ body: @Sendable () async throws -> Value
    ) async throws -> Value {
        async let running: Void = run()
        let result: Result<Value, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        await finish()
        try await running
        if case .success = result, log.backlogSize > 0 { throw UndeliveredEvents() }
        return try result.get()
    }
}

// MARK: - Taking events

extension EventPipeline {
    /// Returns when the events are on the disk.
    public func append(_ events: [CapturedEvent], projectID: Int) async throws(CaptureError) {
        try await append(events.map { .event($0, projectID: projectID) })
        metrics.count(received: events.count)
    }

    /// Returns when the entries are on the disk.
    func append(_ entries: [LogEntry]) async throws(CaptureError) {
        var writer = ByteWriter()
        for entry in entries { entry.write(to: &writer) }
        guard await log.append(writer.bytes) else { throw .overloaded }
        metrics.count(acknowledged: writer.bytes.count)
    }

    /// Counts events that are not stored because no project has their token.
    public func countUnknownToken(events: Int) {
        metrics.count(received: events)
        metrics.count(dropped: events, .unknownToken)
    }

    /// Counts a request that is refused.
    public func count(refused error: CaptureError) { metrics.count(refused: error) }

    /// Counts events that are refused one by one.
    public func countInvalid(events: Int) {
        metrics.count(received: events)
        metrics.count(dropped: events, .invalid)
    }

    /// Bytes between acknowledgement and the engine.
    var backlogSize: Int { log.backlogSize }
}

// MARK: - Delivering

extension EventPipeline {
    private func closeSegments() async throws {
        await cancelWhenGracefulShutdown {
            while !self.finished.load(ordering: .acquiring) {
                guard (try? await Task.sleep(for: Self.tick)) != nil else { break }
                await self.log.closeSegmentIfDue()
                self.metrics.show(
                    segmentsWaiting: self.waiting.load(ordering: .relaxed),
                    backlog: self.log.backlogSize
                )
            }
        }
        await finish()
    }

    private func resolve(_ segment: Segment, into resolved: AsyncChannel<ResolvedSegment>) async -> Bool {
        waiting.add(1, ordering: .relaxed)
        return await retrying("a segment could not be worked through") {
            let segment = try await self.resolver.resolve(segment)
            await resolved.send(segment)
        }
    }

    private func deliverEventually(_ segment: ResolvedSegment) async {
        _ = await retrying("a segment could not be delivered") { try await self.deliver(segment) }
        waiting.subtract(1, ordering: .relaxed)
    }

    private func deliver(_ segment: ResolvedSegment) async throws {
        for parcel in segment.parcels where FileManager.default.fileExists(atPath: parcel.path) {
            try await delivery.deliver(parcel)
        }
        log.settle(segment.size)
        metrics.count(stored: segment.eventCount)
        if let oldest = segment.oldest { metrics.show(lag: clock.now() - oldest) }
    }

    /// Tries until it works; false when the process stops first, and the next start has to do it.
    private func retrying(_ failure: Logger.Message, _ attempt: () async throws -> Void) async -> Bool {
        var pause = Duration.milliseconds(100)
        while !Task.isCancelled {
            do {
                try await attempt()
                return true
            } catch {
                Logger.current.error(failure, metadata: ["error": "\(error)"])
                if Task.isShuttingDownGracefully || finished.load(ordering: .acquiring) { break }
                try? await Task.sleep(for: pause)
                pause = min(pause * 2, .seconds(10))
            }
        }
        return false
    }
}

/// The engine did not take everything; what is left is in the log and is delivered at the next start.
public struct UndeliveredEvents: Error, Sendable, CustomStringConvertible {
    public let description = "the engine did not take all events; the rest waits in the log for the next start"
}
