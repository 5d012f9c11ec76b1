import JSON
import Storage

/// Reads a request to `/i/v1/analytics/events`, the protocol that answers for each event on its own.
public struct AnalyticsDecoder: Sendable {
    /// What becomes of one event; `details` says why when it is dropped.
    public struct Outcome: Hashable, Sendable {
        public let uuid: String
        public let details: String?
        public var isDropped: Bool { details != nil }
    }

    /// The usable events, and an outcome for every event in the order of the request.
    public struct Batch: Hashable, Sendable {
        public var events: [CapturedEvent] = []
        public var outcomes: [Outcome] = []
    }

    public init() {}

    /// Reads the events; `sentAt` is the header `PostHog-Request-Timestamp`.
    public func batch(of request: CaptureRequest, sentAt: String?) throws(CaptureError) -> Batch {
        let decoder = PayloadDecoder(limit: request.limit)
        let json = try decoder.unpacked(request.body, encoding: request.contentEncoding)
        guard json.count <= request.limit else { throw .tooLarge(limit: request.limit) }
        let (scanner, outermost) = try Self.scan(json)
        guard let events = outermost.batch, !events.isEmpty else { throw .noEvents }
        let createdAt = outermost[.createdAt].map { scanner.text(of: $0) }
        let rules = TimestampRules(
            receivedAt: request.receivedAt,
            sentAt: (sentAt ?? createdAt).flatMap(TimestampRules.parse)
        )
        var batch = Batch()
        for parts in events { batch.add(parts, in: scanner, rules: rules) }
        return batch
    }

    private static func scan(_ json: [UInt8]) throws(CaptureError) -> (JSONScanner, EventParts) {
        do throws(JSONError) {
            var scanner = try JSONScanner(json)
            let outermost = try EventParts(&scanner, isOutermost: true)
            try scanner.finish()
            return (scanner, outermost)
        } catch {
            throw .unreadable(reason: error.description)
        }
    }
}

extension AnalyticsDecoder.Batch {
    fileprivate mutating func add(_ parts: EventParts, in scanner: JSONScanner, rules: TimestampRules) {
        let options = parts[.options].flatMap { scanner.value(of: $0).objectValue } ?? [:]
        let isSkewCorrected = options["disable_skew_correction"]?.boolValue != true
        let builder = EventBuilder(
            scanner: scanner,
            rules: TimestampRules(receivedAt: rules.receivedAt, sentAt: isSkewCorrected ? rules.sentAt : nil)
        )
        do throws(CaptureError) {
            var event = try builder.event(parts)
            event.apply(options)
            events.append(event)
            outcomes.append(.init(uuid: parts[.uuid].map(builder.text) ?? "\(event.uuid)", details: nil))
        } catch {
            outcomes.append(.init(uuid: parts[.uuid].map(builder.text) ?? "", details: error.description))
        }
    }
}

extension CapturedEvent {
    /// Puts the options of capture v1 where the other protocols have them: among the properties.
    fileprivate mutating func apply(_ options: JSONObject) {
        var edit = PropertyEdit(properties)
        if options["process_person_profile"]?.boolValue == false, !isPersonless {
            isPersonless = true
            personUpdate = PersonUpdate()
            edit.add(KnownProperty.processesPersonProfile.rawValue, Array("false".utf8))
        }
        for name in ["cookieless_mode", "product_tour_id"] {
            guard let value = options[name], !value.isNull else { continue }
            edit.add("$" + name, value.serialized())
        }
        properties = edit.result()
    }
}
