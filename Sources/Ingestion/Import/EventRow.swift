import JSON
import Storage

/// A row that cannot be used.
struct RowFault: Error {
    let reason: String
}

/// Reads one line of a file of events: a captured event, or a row of a batch export.
struct EventRow {
    let projectID: Int
    let now: Timestamp

    func event(_ line: LineReader.Line) throws(RowFault) -> CapturedEvent {
        let (scanner, parts) = try Self.scan(line.bytes)
        let createdAt = try Self.time(parts[.createdAt], scanner)
        if let timestamp = parts[.timestamp], try Self.time(timestamp, scanner) == nil {
            throw RowFault(reason: "empty timestamp")
        }
        let builder = EventBuilder(
            scanner: scanner,
            rules: TimestampRules(receivedAt: createdAt ?? now, sentAt: nil, isImport: true)
        )
        do throws(CaptureError) {
            var event = try builder.event(parts)
            event.history = try history(parts, builder)
            if !event.isUUIDFromClient { event.uuid = uuid(of: line) }
            event.isUUIDFromClient = true
            return event
        } catch {
            throw RowFault(reason: Self.reason(error))
        }
    }

    private static func scan(_ bytes: [UInt8]) throws(RowFault) -> (JSONScanner, EventParts) {
        do throws(JSONError) {
            var scanner = try JSONScanner(try TextualJSON.resolved(bytes))
            let parts = try EventParts(&scanner, isOutermost: false)
            try scanner.finish()
            return (scanner, parts)
        } catch {
            throw RowFault(reason: error.description)
        }
    }

    /// A time that a row names; one that can't be is a fault, since imported times are to be kept.
    private static func time(_ value: JSONScanner.Value?, _ scanner: JSONScanner) throws(RowFault) -> Timestamp? {
        guard let value else { return nil }
        let text = scanner.text(of: value)
        guard let time = TimestampRules.parse(text), TimestampRules.range.contains(time) else {
            throw RowFault(reason: "'\(EventBuilder.cut(text, 64))' is no time between 1970 and 2149")
        }
        return time
    }

    private func history(_ parts: EventParts, _ builder: EventBuilder) throws(CaptureError) -> CapturedEvent.History? {
        var history = CapturedEvent.History()
        if let value = parts[.personID], !builder.text(value).isEmpty {
            guard let uuid = EngineUUID(builder.text(value)) else {
                throw .unreadable(reason: "invalid person_id '\(EventBuilder.cut(builder.text(value), 64))'")
            }
            history.personID = uuid
        }
        if let value = parts[.personProperties], value.kind == .object {
            history.personProperties = Array(builder.scanner.bytes[value.range])
        }
        return history == CapturedEvent.History() ? nil : history
    }

    /// The UUID of a row without one: the same each time the file is imported, so that a second time adds nothing.
    private func uuid(of line: LineReader.Line) -> EngineUUID {
        .derived(from: "hoglet/import/\(projectID)/\(line.number)/" + String(decoding: line.bytes, as: UTF8.self))
    }

    private static func reason(_ error: CaptureError) -> String {
        switch error {
        case .emptyEventName: "no event name"
        case .missingDistinctID: "no distinct_id"
        case .unreadable(let reason): reason
        default: error.description
        }
    }
}
