import ClickHouse
import JSON
import Storage

/// Recognises events that are stored already: a client sends again what it got no answer for.
///
/// The UUIDs of the last events are in memory. Only an event that may be older than that memory is looked for in the
/// engine, among those of its project, its name, its distinct id and the days around its own.
///
/// The limits: a UUID is looked for in the engine on the day of its timestamp and the two beside it; an event without
/// a timestamp, whose second sending looks like a new event, is recognised for a day.
struct DuplicateFilter {
    /// An event's identity.
    struct Key: Hashable, Sendable {
        let projectID: Int
        let uuid: EngineUUID
    }

    /// How far the clocks of clients are trusted when deciding whether an event can be older than the memory.
    private static let slack = Duration.seconds(300)
    private static let day = Duration.seconds(86_400)

    private let engine: any QueryEngine
    private let clock: Clock
    private var recent: RecentKeys
    /// Projects that had no event when this run first saw them, so that the memory holds all they have.
    private var isEmpty: [Int: Bool] = [:]

    init(_ engine: any QueryEngine, clock: Clock, capacity: Int = 500_000) {
        self.engine = engine
        self.clock = clock
        recent = RecentKeys(capacity: capacity, since: clock.now())
    }

    /// Of these keys, those that are in memory already.
    func isKnown(_ key: Key) -> Bool { recent.contains(key) }

    /// Remembers events that are on their way to the engine.
    mutating func remember(_ keys: some Sequence<Key>) {
        for key in keys { recent.insert(key) }
        recent.forgetOldOnes(at: clock.now())
    }

    /// Those of the events that are in the engine, as far as the memory doesn't know them.
    mutating func storedKeys(among events: [(event: CapturedEvent, projectID: Int)]) async throws -> Set<Key> {
        var suspects: [Int: [CapturedEvent]] = [:]
        for (event, projectID) in events
        where event.isUUIDFromClient && mayBeOlderThanMemory(event)
            && !recent.contains(Key(projectID: projectID, uuid: event.uuid))
        {
            suspects[projectID, default: []].append(event)
        }
        var stored: Set<Key> = []
        for (projectID, events) in suspects where try await !isComplete(projectID) {
            for uuid in try await storedUUIDs(among: events, projectID: projectID) {
                stored.insert(Key(projectID: projectID, uuid: uuid))
            }
        }
        return stored
    }

    private func mayBeOlderThanMemory(_ event: CapturedEvent) -> Bool {
        let earliest = recent.since + Self.slack
        return event.hasOwnTimestamp ? event.timestamp <= earliest : event.timestamp <= recent.since + Self.day
    }

    /// Whether the memory holds every event of the project.
    private mutating func isComplete(_ projectID: Int) async throws -> Bool {
        guard !recent.hasForgotten else { return false }
        if let known = isEmpty[projectID] { return known }
        let rows = try await engine.rows(
            of: "SELECT 1 FROM events WHERE team_id = \(.int(Int64(projectID))) LIMIT 1"
        )
        isEmpty[projectID] = rows.isEmpty
        return rows.isEmpty
    }

    private func storedUUIDs(among events: [CapturedEvent], projectID: Int) async throws -> [EngineUUID] {
        let rows = try await engine.rows(of: Self.query(for: events, projectID: projectID))
        return rows.compactMap { $0.first?.stringValue.flatMap(EngineUUID.init) }
    }

    /// Asks along the key of the table: project, day, name, distinct id.
    private static func query(for events: [CapturedEvent], projectID: Int) -> ClickHouseSQL {
        let days = Set(
            events.flatMap { event in
                [-1, 0, 1].map { day(of: event.timestamp) + $0 }
            }
        )
        let texts = { (values: Set<String>) in
            ClickHouseValue.array(values.sorted().map { .string($0) }, element: .string)
        }
        let dates = ClickHouseValue.array(days.sorted().map { .int(Int64($0)) }, element: .int(bits: 64))
        let uuids = ClickHouseValue.array(events.map { .string($0.uuid.description) }, element: .string)
        return """
            SELECT toString(uuid) FROM events
            WHERE team_id = \(.int(Int64(projectID)))
              AND toDate(timestamp) IN (SELECT toDate(arrayJoin(\(dates))))
              AND event IN (SELECT arrayJoin(\(texts(Set(events.map(\.name))))))
              AND cityHash64(distinct_id) IN (SELECT cityHash64(arrayJoin(\(texts(Set(events.map(\.distinctID)))))))
              AND uuid IN (SELECT toUUID(arrayJoin(\(uuids))))
            """
    }

    private static func day(of time: Timestamp) -> Int {
        Int((Double(time.microseconds) / 86_400_000_000).rounded(.down))
    }
}

/// The last keys in two halves, see ``RecentValues``, and since when they are all.
private struct RecentKeys {
    private var new: Set<DuplicateFilter.Key> = []
    private var old: Set<DuplicateFilter.Key> = []
    private var newSince: Timestamp
    private let capacity: Int
    /// From here on every event is among the keys.
    private(set) var since: Timestamp
    private(set) var hasForgotten = false

    init(capacity: Int, since: Timestamp) {
        self.capacity = capacity
        self.since = since
        newSince = since
    }

    func contains(_ key: DuplicateFilter.Key) -> Bool { new.contains(key) || old.contains(key) }

    mutating func insert(_ key: DuplicateFilter.Key) { new.insert(key) }

    mutating func forgetOldOnes(at time: Timestamp) {
        guard new.count >= capacity else { return }
        if !old.isEmpty {
            hasForgotten = true
            since = newSince
        }
        (old, new, newSince) = (new, [], time)
    }
}
