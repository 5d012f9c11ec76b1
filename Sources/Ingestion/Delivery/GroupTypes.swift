import Definitions
import JSON

/// The group types that the events of a segment name, and the groups of each event by the number of the type.
struct GroupTypes {
    private let definitions: DefinitionStore
    private var indexes: [Int: [String: Int]] = [:]

    init(_ definitions: DefinitionStore) {
        self.definitions = definitions
    }

    /// Gives numbers to types that are new, in the order in which they come.
    mutating func learn(from events: [(event: CapturedEvent, projectID: Int)]) async throws {
        var names: [Int: [String]] = [:]
        for (event, projectID) in events {
            for name in Self.typeNames(of: event) where names[projectID]?.contains(name) != true {
                names[projectID, default: []].append(name)
            }
        }
        for (projectID, names) in names {
            indexes[projectID] = try await definitions.groupTypeIndexes(of: names, inProject: projectID)
        }
    }

    func index(of type: String, projectID: Int) -> Int? { indexes[projectID]?[type] }

    /// The groups of an event by number.
    func groups(of event: CapturedEvent, projectID: Int) -> [Int: String] {
        var groups: [Int: String] = [:]
        for (type, key) in Self.members(event.groups) {
            guard let index = index(of: type, projectID: projectID) else { continue }
            groups[index] = key.stringValue ?? (key.isNull ? "" : key.text())
        }
        return groups
    }

    private static func typeNames(of event: CapturedEvent) -> [String] {
        if event.name == "$groupidentify" {
            return [GroupIdentification(event)?.type].compactMap(\.self) + members(event.groups).keys
        }
        return members(event.groups).keys
    }

    private static func members(_ json: [UInt8]) -> JSONObject {
        json.isEmpty ? [:] : (try? JSONValue(parsing: json))?.objectValue ?? [:]
    }
}

/// What a `$groupidentify` event says about a group.
struct GroupIdentification {
    let type: String
    let key: String
    /// A JSON object.
    let properties: [UInt8]

    init?(_ event: CapturedEvent) {
        guard event.name == "$groupidentify",
            let members = (try? JSONValue(parsing: event.properties))?.objectValue,
            let type = members["$group_type"], let key = members["$group_key"], !type.isNull, !key.isNull
        else { return nil }
        self.type = type.stringValue ?? type.text()
        self.key = key.stringValue ?? key.text()
        properties = members["$group_set"].map { $0.serialized() } ?? []
    }
}
