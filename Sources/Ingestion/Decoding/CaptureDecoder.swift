import JSON
import Storage

/// Reads the events of a request to any of the capture routes but v1, see ``AnalyticsDecoder``.
///
/// wrapping → JSON → parts of each event → token of all → events. A request is taken or refused as a whole.
public struct CaptureDecoder: Sendable {
    public init() {}

    public func batch(of request: CaptureRequest) throws(CaptureError) -> CapturedBatch {
        let payload = try PayloadDecoder(limit: request.limit).payload(of: request)
        guard !payload.json.isEmpty else { throw .noEvents }
        let scanned = try Self.scan(payload.json)
        guard !scanned.events.isEmpty else { throw .noEvents }
        let token = try Self.token(of: scanned)
        let sentAt = scanned.outermost?[.sentAt].map { scanned.scanner.text(of: $0) } ?? payload.sentAt
        let builder = EventBuilder(
            scanner: scanned.scanner,
            rules: TimestampRules(receivedAt: request.receivedAt, sentAt: sentAt.flatMap(TimestampRules.parse)),
            defaultEventName: request.defaultEventName
        )
        var events: [CapturedEvent] = []
        events.reserveCapacity(scanned.events.count)
        for parts in scanned.events { events.append(try builder.event(parts)) }
        return CapturedBatch(token: token, events: events)
    }

    /// A request's JSON taken apart.
    private struct Scanned {
        var scanner: JSONScanner
        /// The object around everything, be it an event or a batch.
        var outermost: EventParts?
        var events: [EventParts]
    }

    private static func scan(_ json: [UInt8]) throws(CaptureError) -> Scanned {
        let scanned: Scanned?
        do throws(JSONError) {
            var scanner = try JSONScanner(json)
            scanned = try scan(&scanner)
            try scanner.finish()
        } catch {
            throw .unreadable(reason: error.description)
        }
        guard let scanned else { throw .unreadable(reason: "expected an object or an array of objects") }
        return scanned
    }

    private static func scan(_ scanner: inout JSONScanner) throws(JSONError) -> Scanned? {
        switch scanner.nextKind {
        case .object:
            let outermost = try EventParts(&scanner, isOutermost: true)
            return Scanned(scanner: scanner, outermost: outermost, events: outermost.batch ?? [outermost])
        case .array:
            let events = try EventParts.scanBatch(&scanner)
            return Scanned(scanner: scanner, outermost: nil, events: events)
        default:
            _ = try scanner.scanValue()
            return nil
        }
    }

    /// The token around the events wins; without one they must agree.
    private static func token(of scanned: Scanned) throws(CaptureError) -> String {
        let text = { (value: JSONScanner.Value) in scanned.scanner.text(of: value) }
        if let outermost = scanned.outermost, let token = outermost[.apiKey] ?? outermost[.token] {
            return try CaptureToken.validated(text(token))
        }
        var agreed: String?
        for event in scanned.events {
            guard
                let value = event[.token] ?? event[.dollarToken] ?? event[.apiKey] ?? event.properties[.token]
            else { continue }
            let token = try CaptureToken.validated(text(value))
            guard agreed == nil || agreed == token else { throw .inconsistentTokens }
            agreed = token
        }
        guard let agreed else { throw .missingToken }
        return agreed
    }
}
