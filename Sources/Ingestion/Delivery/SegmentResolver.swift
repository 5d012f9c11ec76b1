import ClickHouse
import Definitions
import GRDB
import Logging
import Storage

/// Turns segments of the log into rows for the engine, one after the other, in the order of the log.
///
/// Everything that a segment changes in SQLite, and the note that it has been worked through, is one transaction. A
/// segment that is read again after a crash has therefore changed either everything already or nothing yet.
actor SegmentResolver {
    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    private let thread = DedicatedThread(name: "segment resolver")
    private let database: any DatabaseWriter
    private let definitions: DefinitionStore
    private let segments: SegmentFolder
    private let outbox: Outbox
    private let metrics: IngestionMetrics
    private var persons = PersonGraph()
    private var groups = GroupGraph()
    private var learning = DefinitionLearning()
    private var groupTypes: GroupTypes
    private var duplicates: DuplicateFilter

    init(
        database: any DatabaseWriter,
        definitions: DefinitionStore,
        engine: any QueryEngine,
        segments: SegmentFolder,
        outbox: Outbox,
        metrics: IngestionMetrics,
        clock: Clock
    ) {
        self.database = database
        self.definitions = definitions
        self.segments = segments
        self.outbox = outbox
        self.metrics = metrics
        groupTypes = GroupTypes(definitions)
        duplicates = DuplicateFilter(engine, clock: clock)
    }

    /// Works a segment through and removes it from the log; its rows are in the outbox then.
    func resolve(_ segment: Segment) async throws -> ResolvedSegment {
        let bytes = try segments.bytes(of: segment)
        let entries = try await unseenEntries(of: read(bytes, segment))
        let resolved: ResolvedSegment
        do {
            resolved = try commit(entries, of: segment, size: bytes.count)
        } catch {
            // They are ahead of the database now.
            (persons, groups) = (PersonGraph(), GroupGraph())
            throw error
        }
        duplicates.remember(entries.compactMap(Self.key))
        await learnDefinitions()
        // If it stays, the next start sees that it has been worked through.
        try? segments.remove(segment)
        return resolved
    }

    // MARK: - Reading

    private func read(_ bytes: [UInt8], _ segment: Segment) throws -> [LogEntry] {
        let content = SegmentFormat.content(of: bytes)
        if content.validSize < bytes.count {
            Logger.current.info(
                "the end of a segment was torn by a crash, before it was acknowledged",
                metadata: ["segment": "\(segment.number)", "bytes": "\(bytes.count - content.validSize)"]
            )
        }
        return content.records.flatMap { record in
            if let entries = try? LogEntry.entries(of: record) { return entries }
            Logger.current.error("a record of the log cannot be read", metadata: ["segment": "\(segment.number)"])
            metrics.count(dropped: 1, .damaged)
            return []
        }
    }

    /// The entries without the events that are stored already, or come twice in here.
    private func unseenEntries(of entries: [LogEntry]) async throws -> [LogEntry] {
        let events = entries.compactMap { entry in
            if case .event(let event, let projectID) = entry { (event: event, projectID: projectID) } else { nil }
        }
        // Copies, since an actor's own state cannot change across an await; segments come one by one, so nothing is lost.
        var (types, filter) = (groupTypes, duplicates)
        try await types.learn(from: events)
        var seen = try await filter.storedKeys(among: events)
        (groupTypes, duplicates) = (types, filter)
        let unseen = entries.filter { entry in
            guard let key = Self.key(of: entry) else { return true }
            return !duplicates.isKnown(key) && seen.insert(key).inserted
        }
        metrics.count(dropped: entries.count - unseen.count, .duplicate)
        return unseen
    }

    private static func key(of entry: LogEntry) -> DuplicateFilter.Key? {
        guard case .event(let event, let projectID) = entry else { return nil }
        return DuplicateFilter.Key(projectID: projectID, uuid: event.uuid)
    }

    // MARK: - Changing

    private func commit(_ entries: [LogEntry], of segment: Segment, size: Int) throws -> ResolvedSegment {
        try database.write { db in
            if let resolved = try resolvedBefore(segment, size: size, db) { return resolved }
            var rows = SegmentRows()
            let personRows = PersonRows(db: db)
            for entry in entries {
                switch entry {
                case .event(let event, let projectID): try take(event, projectID, into: &rows, personRows)
                case .person(let person, let projectID): try persons.take(person, projectID: projectID, in: personRows)
                }
            }
            rows.append(persons.changes)
            rows.append(groups.changed)
            for change in persons.changes.observed {
                learning.note(change.name, change.value, of: .person, projectID: change.projectID)
            }
            try persons.finishSegment(in: personRows)
            try groups.finishSegment(in: db)
            let parcels = try outbox.save(rows, of: segment.number)
            try db.execute(
                sql: "UPDATE event_log SET resolved_segment = ? WHERE id = 1",
                arguments: [Int64(segment.number)]
            )
            return ResolvedSegment(
                number: segment.number,
                parcels: parcels,
                size: size,
                eventCount: rows.writers[.events]?.count ?? 0,
                oldest: entries.lazy.compactMap(\.arrival).first
            )
        }
    }

    /// The segment as an earlier try left it, if that got through without anybody hearing of it.
    private func resolvedBefore(_ segment: Segment, size: Int, _ db: GRDB.Database) throws -> ResolvedSegment? {
        guard let state = try EventLogRecord.fetchOne(db), state.resolvedSegment >= segment.number else { return nil }
        let parcels = try outbox.remaining(upTo: segment.number).filter { $0.segment == segment.number }
        return ResolvedSegment(number: segment.number, parcels: parcels, size: size, eventCount: 0, oldest: nil)
    }

    private func take(
        _ event: CapturedEvent,
        _ projectID: Int,
        into rows: inout SegmentRows,
        _ personRows: PersonRows
    ) throws {
        let person = try persons.resolve(event, projectID: projectID, in: personRows)
        if let group = GroupIdentification(event) { try identify(group, of: event, projectID, in: personRows.db) }
        let groups = event.groups.isEmpty ? [:] : groupTypes.groups(of: event, projectID: projectID)
        rows.append(event, projectID: projectID, person: person, groups: groups)
        learning.note(event, projectID: projectID)
    }

    private func identify(
        _ group: GroupIdentification,
        of event: CapturedEvent,
        _ projectID: Int,
        in db: GRDB.Database
    ) throws {
        guard let index = groupTypes.index(of: group.type, projectID: projectID) else { return }
        let key = GroupGraph.Key(projectID: projectID, typeIndex: index, key: group.key)
        for (name, value) in try groups.identify(key, setting: group.properties, at: event.timestamp, in: db) {
            learning.note(name, value, of: .group(index), projectID: projectID)
        }
    }

    private func learnDefinitions() async {
        do {
            try await definitions.learn(learning.takeObserved())
        } catch {
            // What is not learnt now is learnt from later events; the events themselves must not wait for it.
            Logger.current.error("definitions could not be learnt", metadata: ["error": "\(error)"])
        }
    }
}

extension LogEntry {
    /// When the event arrived; nil for what has not come from a client.
    fileprivate var arrival: Timestamp? {
        if case .event(let event, _) = self { event.receivedAt } else { nil }
    }
}
