import Foundation
import Logging
import Synchronization

/// What is acknowledged: a folder of segments, each an append-only file.
///
/// Records that arrive while a sync runs are written and synced together right after it, so that many requests share
/// one sync and none waits for a timer. A segment is closed when it is old or large enough, and then delivered.
actor EventLog {
    /// How much the log takes in before it says no.
    struct Limits: Sendable {
        /// Bytes of records that wait for a sync.
        var waitingForSync = 64 * 1024 * 1024
        /// Bytes of segments that wait for delivery.
        var waitingForDelivery = 4 * 1024 * 1024 * 1024
        var segmentSize = 8 * 1024 * 1024
        var segmentAge = Duration.milliseconds(500)
    }

    nonisolated let segments: AsyncStream<Segment>
    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    private let thread = DedicatedThread(name: "event log")
    private let folder: SegmentFolder
    private let limits: Limits
    private let closedSegments: AsyncStream<Segment>.Continuation
    private nonisolated let backlog = Atomic<Int>(0)
    private nonisolated let waitingForSync = Atomic<Int>(0)

    private var open: OpenSegment?
    private var nextNumber: UInt64
    private var pending: [UInt8] = []
    private var waiters: [CheckedContinuation<Bool, Never>] = []
    private var isCommitScheduled = false
    private var isClosed = false

    /// The segment that records go to.
    private struct OpenSegment {
        let segment: Segment
        let file: LogFile
        let openedAt: ContinuousClock.Instant
    }

    /// Opens the log in `folder`; segments get numbers above `lastNumber`, which have never been used.
    init(folder: SegmentFolder, after lastNumber: UInt64, limits: Limits = Limits()) {
        self.folder = folder
        self.limits = limits
        nextNumber = lastNumber + 1
        (segments, closedSegments) = AsyncStream.makeStream()
    }

    /// Bytes on their way from acknowledgement to the engine.
    nonisolated var backlogSize: Int { backlog.load(ordering: .relaxed) }

    /// Returns when the record is on the disk; false when the log is full, closed or cannot be written.
    nonisolated func append(_ record: [UInt8]) async -> Bool {
        let size = record.count + SegmentFormat.prefixSize
        let waiting = waitingForSync.add(size, ordering: .relaxed).newValue
        defer { waitingForSync.subtract(size, ordering: .relaxed) }
        guard waiting <= max(limits.waitingForSync, size), backlogSize <= limits.waitingForDelivery,
            record.count <= SegmentFormat.largestRecord
        else { return false }
        return await enqueue(record)
    }

    private func enqueue(_ record: [UInt8]) async -> Bool {
        guard !isClosed else { return false }
        SegmentFormat.write(record, to: &pending)
        if !isCommitScheduled {
            isCommitScheduled = true
            // Nobody waits for this task; those who do wait are the waiters it resumes. It is queued behind the
            // records that have arrived meanwhile, which makes them part of the same commit.
            Task { self.commit() }
        }
        return await withCheckedContinuation { waiters.append($0) }
    }

    private func commit() {
        isCommitScheduled = false
        let batch = (bytes: pending, waiters: waiters)
        pending.removeAll(keepingCapacity: batch.bytes.count < limits.segmentSize)
        waiters.removeAll()
        guard !batch.waiters.isEmpty else { return }
        let isSafe = write(batch.bytes)
        for waiter in batch.waiters { waiter.resume(returning: isSafe) }
        if let open, open.file.size >= limits.segmentSize { close(open) }
    }

    /// Writes and syncs; after a failure the segment ends at its last good byte and the next record starts a new one.
    private func write(_ bytes: [UInt8]) -> Bool {
        do {
            let target = try open ?? openSegment()
            open = target
            try target.file.append(bytes)
            try target.file.sync()
            backlog.add(bytes.count, ordering: .relaxed)
            return true
        } catch {
            Logger.current.error("events could not be written to the log", metadata: ["error": "\(error)"])
            if let open { close(open) }
            return false
        }
    }

    private func openSegment() throws -> OpenSegment {
        let segment = Segment(number: nextNumber)
        nextNumber += 1
        let file = try LogFile(creating: folder.path(of: segment))
        try file.append(SegmentFormat.header)
        backlog.add(SegmentFormat.header.count, ordering: .relaxed)
        return OpenSegment(segment: segment, file: file, openedAt: .now)
    }

    private func close(_ segment: OpenSegment) {
        open = nil
        closedSegments.yield(segment.segment)
    }

    // MARK: - Closing and delivery

    /// Closes the open segment if it is old enough.
    func closeSegmentIfDue() {
        if let open, open.openedAt.duration(to: .now) >= limits.segmentAge { close(open) }
    }

    /// Takes no more records, and ends ``segments`` after what is left.
    func finish() {
        commit()
        isClosed = true
        if let open { close(open) }
        closedSegments.finish()
    }

    /// Says that so many bytes of an earlier run wait too.
    nonisolated func expect(_ size: Int) {
        backlog.add(size, ordering: .relaxed)
    }

    /// Says that so many bytes are no longer waiting.
    nonisolated func settle(_ size: Int) {
        backlog.subtract(size, ordering: .relaxed)
    }
}
