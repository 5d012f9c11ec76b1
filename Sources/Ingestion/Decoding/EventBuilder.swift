import JSON
import Storage

/// Makes an event of the parts that were found in its JSON.
struct EventBuilder {
    let scanner: JSONScanner
    let rules: TimestampRules
    var defaultEventName: String?

    static let longestDistinctID = 200
    static let longestEventName = 200

    func event(_ parts: EventParts) throws(CaptureError) -> CapturedEvent {
        let name = parts[.name].map(text) ?? defaultEventName ?? ""
        guard !name.isEmpty else { throw .emptyEventName }
        let distinctID = text(parts[.distinctID] ?? parts[.dollarDistinctID] ?? parts.properties[.distinctID])
        guard !distinctID.isEmpty else { throw .missingDistinctID }
        guard parts[.properties] == nil else { throw .unreadable(reason: "properties is no object") }
        let uuid = try uuid(parts)
        let time = time(parts)
        var event = CapturedEvent(
            uuid: uuid ?? makeUUID(),
            name: Self.cut(name, Self.longestEventName),
            distinctID: Self.cut(distinctID, Self.longestDistinctID),
            timestamp: time.moment,
            receivedAt: rules.receivedAt
        )
        event.isUUIDFromClient = uuid != nil
        event.hasOwnTimestamp = time.isOwn
        event.isPersonless = parts.properties[.processesPersonProfile].map(isFalse) ?? false
        fill(&event, from: parts)
        return event
    }

    /// Takes over what the properties hold beside their own content.
    private func fill(_ event: inout CapturedEvent, from parts: EventParts) {
        let properties = parts.properties
        event.sessionID = text(parts[.sessionID] ?? properties[.sessionID])
        event.windowID = text(parts[.windowID] ?? properties[.windowID])
        event.groups = raw(properties[.groups], .object)
        event.shape = properties.shape
        if let other = Self.propertyThatJoins[event.name].flatMap({ properties[$0] }) {
            event.otherDistinctID = Self.cut(text(other), Self.longestDistinctID)
        }
        var edit = PropertyEdit(
            properties.range.isEmpty ? Array("{}".utf8) : Array(scanner.bytes[properties.range])
        )
        let update = PersonUpdate(parts, in: scanner, edit: &edit)
        if !event.isPersonless { event.personUpdate = update }
        event.elementsChain = elementsChain(parts, edit: &edit)
        edit.fill(from: parts, in: scanner)
        event.properties = edit.result()
    }

    private static let propertyThatJoins: [String: KnownProperty] = [
        "$identify": .anonymousDistinctID, "$create_alias": .alias, "$merge_dangerously": .alias,
    ]

    private func elementsChain(_ parts: EventParts, edit: inout PropertyEdit) -> String {
        if let chain = parts[.elementsChain] { return text(chain) }
        if let chain = parts.properties[.elementsChain], chain.kind == .string {
            edit.remove(.elementsChain)
            if parts.properties[.elements] != nil { edit.remove(.elements) }
            return text(chain)
        }
        guard let elements = parts.properties[.elements], elements.kind == .array else { return "" }
        edit.remove(.elements)
        return ElementsChain(scanner.value(of: elements)).text
    }

    private func uuid(_ parts: EventParts) throws(CaptureError) -> EngineUUID? {
        guard let value = parts[.uuid] else { return nil }
        let text = text(value)
        if text.isEmpty { return nil }
        guard let uuid = EngineUUID(text) else { throw .unreadable(reason: "invalid uuid '\(Self.cut(text, 64))'") }
        return uuid
    }

    private func makeUUID() -> EngineUUID {
        var generator = SystemRandomNumberGenerator()
        return EngineUUID.makeRandom(at: rules.receivedAt.microseconds / 1000, using: &generator)
    }

    private func time(_ parts: EventParts) -> (moment: Timestamp, isOwn: Bool) {
        let ownSentAt = parts[.sentAt].flatMap { TimestampRules.parse(text($0)) }
        let rules = TimestampRules(
            receivedAt: rules.receivedAt,
            sentAt: ownSentAt ?? rules.sentAt,
            isImport: rules.isImport
        )
        return rules.timestamp(
            parts[.timestamp].map(text),
            offset: parts[.offset].flatMap { Double(text($0)) },
            ignoresSentAt: parts.properties[.ignoresSentAt].map { !isFalse($0) } ?? false
        )
    }
}

// MARK: - Values

extension EventBuilder {
    /// The text of a value of any kind; what is no string as its JSON.
    ///
    /// Databases end texts at NUL, so there is none.
    func text(_ value: JSONScanner.Value) -> String {
        let text = scanner.text(of: value)
        guard !value.isPlain, text.utf8.contains(0) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
    }

    private func text(_ value: JSONScanner.Value?) -> String {
        value.map { text($0) } ?? ""
    }

    /// The bytes of a value of that kind, else nothing.
    private func raw(_ value: JSONScanner.Value?, _ kind: JSONScanner.Value.Kind) -> [UInt8] {
        guard let value, value.kind == kind else { return [] }
        return Array(scanner.bytes[value.range])
    }

    private func isFalse(_ value: JSONScanner.Value) -> Bool {
        let text = scanner.text(of: value)
        return text == "false" || text == "False"
    }

    /// The first characters of a text, counted as Unicode scalars.
    static func cut(_ text: String, _ length: Int) -> String {
        guard text.utf8.count > length, text.unicodeScalars.count > length else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(length)))
    }
}
