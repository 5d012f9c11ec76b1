import Metrics

/// What ingestion counts, for `/metrics`.
struct IngestionMetrics: Sendable {
    /// Why an event that arrived is not stored.
    enum DropReason: String, CaseIterable, Sendable {
        case unknownToken = "unknown_token"
        case duplicate
        case invalid
        case damaged
        case refusedByEngine = "refused_by_engine"
    }

    private let received = Counter(label: "ingestion.events_received")
    private let stored = Counter(label: "ingestion.events_stored")
    private let bytes = Counter(label: "ingestion.bytes_acknowledged")
    private let segments = Gauge(label: "ingestion.segments_waiting")
    private let backlog = Gauge(label: "ingestion.backlog_bytes")
    private let lag = Gauge(label: "ingestion.lag_seconds")

    init() {
        // So that they are there, at zero, before anything happens.
        for reason in DropReason.allCases { count(dropped: 0, reason) }
    }

    func count(received events: Int) { received.increment(by: events) }

    func count(acknowledged bytes: Int) { self.bytes.increment(by: bytes) }

    func count(stored events: Int) { stored.increment(by: events) }

    func count(dropped events: Int, _ reason: DropReason) {
        Counter(label: "ingestion.events_dropped", dimensions: [("reason", reason.rawValue)])
            .increment(by: events)
    }

    func count(refused error: CaptureError) {
        Counter(label: "ingestion.requests_refused", dimensions: [("reason", error.label)]).increment()
    }

    func show(segmentsWaiting: Int, backlog: Int) {
        segments.record(segmentsWaiting)
        self.backlog.record(backlog)
    }

    /// How long the oldest event of a segment took from its acknowledgement to where queries find it.
    func show(lag duration: Duration) {
        lag.record(Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18)
    }
}
