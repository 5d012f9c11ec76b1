import JSON
import Storage

/// What became of persons and distinct ids; of each only the last state counts.
struct PersonChanges {
    var persons: [Int64: Person] = [:]
    var owners: [DistinctID: Ownership] = [:]
    /// Persons that are part of another one now.
    var deleted: [Int64: Person] = [:]
    /// The UUIDs of the persons that own something in `owners`.
    var uuids: [Int64: EngineUUID] = [:]
    /// Properties that got a value, for learning what there is.
    var observed: [(projectID: Int, name: String, value: JSONValue)] = []

    func uuid(ofPerson id: Int64) -> EngineUUID? { uuids[id] }

    mutating func remove(_ person: Person) {
        persons[person.id] = nil
        deleted[person.id] = person
    }
}

/// The person an event is stored with.
struct EventPerson {
    /// How much of a person an event has, in the engine's words.
    enum Mode: String {
        case full
        case personless = "propertyless"
        /// The client asked for no person, but there has been one for a while.
        case forcedUpgrade = "force_upgrade"
    }

    var uuid: EngineUUID
    var createdAt: Timestamp
    /// A JSON object.
    var properties: [UInt8]
    var mode: Mode

    init(uuid: EngineUUID, createdAt: Timestamp, properties: [UInt8], mode: Mode) {
        self.uuid = uuid
        self.createdAt = createdAt
        self.properties = properties
        self.mode = mode
    }

    /// Nobody in particular.
    init(nobody uuid: EngineUUID) {
        self.init(uuid: uuid, createdAt: Timestamp(microseconds: 0), properties: Array("{}".utf8), mode: .personless)
    }
}
