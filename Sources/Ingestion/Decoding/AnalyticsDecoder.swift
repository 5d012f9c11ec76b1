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

    /// What a client says about itself in headers.
    public struct Client: Hashable, Sendable {
        /// When it sent the request, by its own clock: `PostHog-Request-Timestamp`.
        public let sentAt: String?
        /// Its library and version, for example `posthog-python/7.91.1`: `PostHog-Sdk-Info`.
        public let library: String?

        public init(sentAt: String? = nil, library: String? = nil) {
            self.sentAt = sentAt
            self.library = library
        }
    }

    public init() {}

    public func batch(of request: CaptureRequest, from client: Client = Client()) throws(CaptureError) -> Batch {
        let decoder = PayloadDecoder(limit: request.limit)
        let json = try decoder.unpacked(request.body, encoding: request.contentEncoding)
        guard json.count <= request.limit else { throw .tooLarge(limit: request.limit) }
        let (scanner, outermost) = try Self.scan(json)
        guard let events = outermost.batch, !events.isEmpty else { throw .noEvents }
        let createdAt = outermost[.createdAt].map { scanner.text(of: $0) }
        let rules = TimestampRules(
            receivedAt: request.receivedAt,
            sentAt: (client.sentAt ?? createdAt).flatMap(TimestampRules.parse)
        )
        var batch = Batch()
        for parts in events { batch.add(parts, in: scanner, rules: rules, library: client.library) }
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
    fileprivate mutating func add(
        _ parts: EventParts,
        in scanner: JSONScanner,
        rules: TimestampRules,
        library: String?
    ) {
        let options = parts[.options].flatMap { scanner.value(of: $0).objectValue } ?? [:]
        let isSkewCorrected = options["disable_skew_correction"]?.boolValue != true
        let builder = EventBuilder(
            scanner: scanner,
            rules: TimestampRules(receivedAt: rules.receivedAt, sentAt: isSkewCorrected ? rules.sentAt : nil)
        )
        do throws(CaptureError) {
            var event = try builder.event(parts)
            event.apply(options, library: parts.properties[.library] == nil ? library : nil)
            events.append(event)
            outcomes.append(.init(uuid: parts[.uuid].map(builder.text) ?? "\(event.uuid)", details: nil))
        } catch {
            outcomes.append(.init(uuid: parts[.uuid].map(builder.text) ?? "", details: error.description))
        }
    }
}

extension CapturedEvent {
    /// Puts what capture v1 sends elsewhere to where the other protocols have it: among the properties.
    fileprivate mutating func apply(_ options: JSONObject, library: String?) {
        var edit = PropertyEdit(properties)
        if let words = library?.split(separator: "/", maxSplits: 1), let name = words.first {
            edit.add(KnownProperty.library.rawValue, JSONValue.string(String(name)).serialized())
            if words.count == 2 { edit.add("$lib_version", JSONValue.string(String(words[1])).serialized()) }
        }
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
