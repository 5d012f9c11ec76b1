import Storage

extension LogEntry {
    /// The first byte of an entry; also its version, so that a later form gets another one.
    private enum Form: UInt8 {
        case event = 1
        case person = 2
    }

    /// Appends the entry to a record.
    func write(to writer: inout ByteWriter) {
        switch self {
        case .event(let event, let projectID):
            writer.write(Form.event.rawValue)
            writer.write(Int64(projectID))
            event.write(to: &writer)
        case .person(let person, let projectID):
            writer.write(Form.person.rawValue)
            writer.write(Int64(projectID))
            person.write(to: &writer)
        }
    }

    /// Reads the entries of a record.
    static func entries(of record: ArraySlice<UInt8>) throws -> [LogEntry] {
        var reader = ByteReader(record)
        var entries: [LogEntry] = []
        while !reader.isAtEnd {
            let form = Form(rawValue: try reader.readInteger())
            let projectID = Int(try reader.readInteger(Int64.self))
            switch form {
            case .event: entries.append(.event(try CapturedEvent(&reader), projectID: projectID))
            case .person: entries.append(.person(try ImportedPerson(&reader), projectID: projectID))
            case nil: throw ByteReader.Truncated()
            }
        }
        return entries
    }
}

extension CapturedEvent {
    private enum Flag {
        static let clientUUID: UInt8 = 1
        static let ownTimestamp: UInt8 = 2
        static let personless: UInt8 = 4
        static let history: UInt8 = 8
        static let historicPerson: UInt8 = 16
        static let historicProperties: UInt8 = 32
    }

    private var flags: UInt8 {
        (isUUIDFromClient ? Flag.clientUUID : 0) | (hasOwnTimestamp ? Flag.ownTimestamp : 0)
            | (isPersonless ? Flag.personless : 0) | (history != nil ? Flag.history : 0)
            | (history?.personID != nil ? Flag.historicPerson : 0)
            | (history?.personProperties != nil ? Flag.historicProperties : 0)
    }

    fileprivate func write(to writer: inout ByteWriter) {
        writer.write(flags)
        writer.write(uuid)
        writer.write(timestamp.microseconds)
        writer.write(receivedAt.microseconds)
        writer.write(shape)
        for text in [name, distinctID, otherDistinctID, sessionID, windowID, elementsChain] { writer.write(text) }
        for json in [properties, personUpdate.set, personUpdate.setOnce, personUpdate.unset, groups] {
            writer.write(json)
        }
        if let personID = history?.personID { writer.write(personID) }
        if let personProperties = history?.personProperties { writer.write(personProperties) }
    }

    fileprivate init(_ reader: inout ByteReader) throws {
        let flags = try reader.readInteger(UInt8.self)
        let uuid = try reader.readUUID()
        let timestamp = Timestamp(microseconds: try reader.readInteger())
        let receivedAt = Timestamp(microseconds: try reader.readInteger())
        let shape = try reader.readInteger(UInt64.self)
        self.init(
            uuid: uuid,
            name: try reader.readText(),
            distinctID: try reader.readText(),
            timestamp: timestamp,
            receivedAt: receivedAt
        )
        self.shape = shape
        isUUIDFromClient = flags & Flag.clientUUID != 0
        hasOwnTimestamp = flags & Flag.ownTimestamp != 0
        isPersonless = flags & Flag.personless != 0
        otherDistinctID = try reader.readText()
        sessionID = try reader.readText()
        windowID = try reader.readText()
        elementsChain = try reader.readText()
        properties = try reader.readBytes()
        personUpdate.set = try reader.readBytes()
        personUpdate.setOnce = try reader.readBytes()
        personUpdate.unset = try reader.readBytes()
        groups = try reader.readBytes()
        guard flags & Flag.history != 0 else { return }
        history = History(
            personID: flags & Flag.historicPerson != 0 ? try reader.readUUID() : nil,
            personProperties: flags & Flag.historicProperties != 0 ? try reader.readBytes() : nil
        )
    }
}

extension ImportedPerson {
    fileprivate func write(to writer: inout ByteWriter) {
        writer.write(id)
        writer.write(createdAt.microseconds)
        writer.write(properties)
        writer.write(UInt32(distinctIDs.count))
        for distinctID in distinctIDs { writer.write(distinctID) }
    }

    fileprivate init(_ reader: inout ByteReader) throws {
        let id = try reader.readUUID()
        let createdAt = Timestamp(microseconds: try reader.readInteger())
        let properties = try reader.readBytes()
        let count = try reader.readInteger(UInt32.self)
        var distinctIDs: [String] = []
        for _ in 0..<count { distinctIDs.append(try reader.readText()) }
        self.init(id: id, distinctIDs: distinctIDs, properties: properties, createdAt: createdAt)
    }
}
