import JSON

/// Where the parts of an event stand in its JSON, found in one pass.
struct EventParts {
    /// The members that mean something, `null` left out; `properties` only if it is no object.
    private(set) var members: [(field: EventField, value: JSONScanner.Value)] = []
    private(set) var properties = PropertyParts()
    /// The events inside, when this is no event but a batch.
    private(set) var batch: [EventParts]?

    /// Scans the object that comes next; `isOutermost` allows it to be a batch.
    init(_ scanner: inout JSONScanner, isOutermost: Bool) throws(JSONError) {
        try scanner.enterObject()
        while let name = try scanner.nextMember() {
            switch EventField.table[NameHash(name, in: scanner)] {
            case nil: _ = try scanner.scanValue()
            case .properties where scanner.nextKind == .object: properties = try PropertyParts(&scanner)
            case .batch where isOutermost && scanner.nextKind == .array: batch = try Self.scanBatch(&scanner)
            case .some(let field):
                let value = try scanner.scanValue()
                if value.kind != .null { members.append((field, value)) }
            }
        }
    }

    static func scanBatch(_ scanner: inout JSONScanner) throws(JSONError) -> [EventParts] {
        var events: [EventParts] = []
        try scanner.enterArray()
        while try scanner.nextElement() { events.append(try EventParts(&scanner, isOutermost: false)) }
        return events
    }

    /// The member of that name; the last one, when there are several.
    subscript(field: EventField) -> JSONScanner.Value? {
        members.last { $0.field == field }?.value
    }
}

/// Where the properties that mean something stand, and what shape the rest has.
struct PropertyParts {
    /// The whole object; empty when the event has none.
    private(set) var range = 0..<0
    private(set) var members: [(property: KnownProperty, value: JSONScanner.Value)] = []
    /// A hash of all names and kinds, whatever the values.
    private(set) var shape: UInt64 = 0

    init() {}

    init(_ scanner: inout JSONScanner) throws(JSONError) {
        let start = scanner.position
        try scanner.enterObject()
        while let name = try scanner.nextMember() {
            var hash = NameHash(name, in: scanner)
            let value = try scanner.scanValue()
            if let property = KnownProperty.table[hash], value.kind != .null { members.append((property, value)) }
            hash.combine(Self.kind(of: value, in: scanner))
            shape = (shape &* 31) &+ hash.value
        }
        range = start..<scanner.position
    }

    subscript(property: KnownProperty) -> JSONScanner.Value? {
        members.last { $0.property == property }?.value
    }

    /// The kind of a value as far as it decides the type of its property: a string that starts like a date may be one.
    private static func kind(of value: JSONScanner.Value, in scanner: JSONScanner) -> UInt8 {
        let kindOfDate: UInt8 = 16
        let yearAndHyphen = scanner.bytes[value.range].dropFirst().prefix(5)
        guard value.kind == .string, value.range.count >= 10, yearAndHyphen.last == UInt8(ascii: "-"),
            yearAndHyphen.dropLast().allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return value.kind.rawValue }
        return kindOfDate
    }
}
