public import Storage

/// An event as a client sent it, checked and taken apart as far as persons, groups and the engine's columns need.
///
/// It is what the log keeps: everything needed later is in it, so that no event is read twice.
public struct CapturedEvent: Hashable, Sendable {
    public var uuid: EngineUUID
    /// Whether the client chose the UUID, so that it may send the event again under it.
    public var isUUIDFromClient: Bool
    public var name: String
    public var distinctID: String
    /// When it happened, by the server's clock.
    public var timestamp: Timestamp
    /// Whether the client said when it happened; else `timestamp` is when it arrived.
    public var hasOwnTimestamp: Bool
    public var receivedAt: Timestamp
    /// A JSON object.
    public var properties: [UInt8]
    /// A hash of the names and kinds of the properties, so that what is known already is not learnt again.
    public var shape: UInt64
    public var personUpdate: PersonUpdate
    /// Whether the event asks for no person to be made or changed.
    public var isPersonless: Bool
    /// The other distinct id of an event that joins two.
    public var otherDistinctID: String
    /// The JSON object `$groups`, or nothing.
    public var groups: [UInt8]
    public var sessionID: String
    public var windowID: String
    public var elementsChain: String
    /// What an imported row says about the person of that time.
    public var history: History?

    /// What an imported event knows about its person, which may be another one today.
    public struct History: Hashable, Sendable {
        public var personID: EngineUUID?
        /// A JSON object; nil takes the person's properties of the moment.
        public var personProperties: [UInt8]?

        public init(personID: EngineUUID? = nil, personProperties: [UInt8]? = nil) {
            self.personID = personID
            self.personProperties = personProperties
        }
    }

    public init(
        uuid: EngineUUID,
        name: String,
        distinctID: String,
        timestamp: Timestamp,
        receivedAt: Timestamp,
        properties: [UInt8] = Array("{}".utf8)
    ) {
        self.uuid = uuid
        self.name = name
        self.distinctID = distinctID
        self.timestamp = timestamp
        self.receivedAt = receivedAt
        self.properties = properties
        isUUIDFromClient = true
        hasOwnTimestamp = true
        shape = 0
        personUpdate = PersonUpdate()
        isPersonless = false
        otherDistinctID = ""
        groups = []
        sessionID = ""
        windowID = ""
        elementsChain = ""
    }
}

/// What an event changes about its person: JSON texts, empty where there is nothing.
public struct PersonUpdate: Hashable, Sendable {
    /// An object of values that replace what is there.
    public var set: [UInt8] = []
    /// An object of values that only fill what is missing.
    public var setOnce: [UInt8] = []
    /// An array of names to remove.
    public var unset: [UInt8] = []

    public init() {}

    public var isEmpty: Bool { self.set.isEmpty && setOnce.isEmpty && unset.isEmpty }
}

/// A row of a persons file: a person with everything known about them.
public struct ImportedPerson: Hashable, Sendable {
    public var id: EngineUUID
    public var distinctIDs: [String]
    /// A JSON object.
    public var properties: [UInt8]
    public var createdAt: Timestamp

    public init(id: EngineUUID, distinctIDs: [String], properties: [UInt8], createdAt: Timestamp) {
        self.id = id
        self.distinctIDs = distinctIDs
        self.properties = properties
        self.createdAt = createdAt
    }
}

/// One thing that the log keeps.
public enum LogEntry: Hashable, Sendable {
    case event(CapturedEvent, projectID: Int)
    case person(ImportedPerson, projectID: Int)

    public var projectID: Int {
        switch self {
        case .event(_, let projectID), .person(_, let projectID): projectID
        }
    }
}
