import JSON
import Storage

/// Somebody whose events a project has, as they are now.
struct Person: Hashable, Sendable {
    /// The number of the row in SQLite.
    let id: Int64
    let projectID: Int
    let uuid: EngineUUID
    var createdAt: Timestamp
    var properties: PersonProperties
    /// Whether somebody said who this is; such a person is not merged into another one just because a browser says so.
    var isIdentified: Bool
    var version: Int64
}

/// A distinct id within its project.
struct DistinctID: Hashable, Sendable {
    let projectID: Int
    let text: String
}

/// What is known about a distinct id.
struct Ownership: Hashable, Sendable {
    /// The row of its person; nil while it has had nothing but events without a profile.
    var personID: Int64?
    var version: Int64
    /// Whether events of it may be stored under another person, so that queries have to be told whose they are.
    var isOverride = false
}

/// The properties of a person or group: the JSON that is stamped on events, and a tree only while something changes.
struct PersonProperties: Hashable, Sendable {
    /// Larger ones would be copied onto every event.
    static let largestSize = 512 * 1024

    /// A JSON object.
    private(set) var json: [UInt8]
    /// What was applied last, as long as nothing else was: applying it again changes nothing.
    private var lastUpdate: PersonUpdate?

    static let empty = PersonProperties(json: Array("{}".utf8))

    init(json: [UInt8]) {
        self.json = json
    }

    /// Applies `$set_once`, `$set` and `$unset`, in this order of strength; tells which names changed.
    ///
    /// A change that would make the properties too large is left out as a whole.
    mutating func apply(_ update: PersonUpdate) -> [(name: String, value: JSONValue)] {
        guard !update.isEmpty, update != lastUpdate else { return [] }
        lastUpdate = update
        var object = Self.object(json)
        var changes: [(name: String, value: JSONValue)] = []
        let set = Self.object(update.set)
        for (name, value) in Self.object(update.setOnce) where object[name] == nil && set[name] == nil {
            object[name] = value
            changes.append((name, value))
        }
        for (name, value) in set where object[name] != value {
            object[name] = value
            changes.append((name, value))
        }
        for name in Self.names(update.unset) where object[name] != nil {
            object[name] = nil
            changes.append((name, .null))
        }
        return replace(with: object) ? changes : []
    }

    /// Takes over what another person has and this one lacks.
    mutating func fill(from other: PersonProperties) {
        var object = Self.object(json)
        for (name, value) in Self.object(other.json) where object[name] == nil { object[name] = value }
        _ = replace(with: object)
        lastUpdate = nil
    }

    private mutating func replace(with object: JSONObject) -> Bool {
        let changed = JSONValue.object(object).serialized()
        guard changed.count <= Self.largestSize else { return false }
        json = changed
        return true
    }

    /// The members of the properties.
    var members: JSONObject { Self.object(json) }

    private static func object(_ json: [UInt8]) -> JSONObject {
        json.isEmpty ? [:] : (try? JSONValue(parsing: json))?.objectValue ?? [:]
    }

    /// The names to remove: a list, or the members of an object.
    private static func names(_ json: [UInt8]) -> [String] {
        guard !json.isEmpty, let value = try? JSONValue(parsing: json) else { return [] }
        return value.objectValue?.keys ?? (value.arrayValue ?? []).compactMap(\.stringValue)
    }
}
