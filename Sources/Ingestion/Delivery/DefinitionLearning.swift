import Definitions
import JSON

/// Notes which events and properties a segment shows, leaving out the shapes that were seen before.
struct DefinitionLearning {
    private struct Shape: Hashable {
        let projectID: Int
        let event: String
        let properties: UInt64
    }

    private var shapes = RecentValues<Shape, Bool>(capacity: 50_000)
    private(set) var observed: [Int: ObservedData] = [:]

    /// Properties of ingestion itself, which nobody filters by.
    private static let unlisted: Set<String> = ["$set", "$set_once", "$unset", "$groups"]

    mutating func note(_ event: CapturedEvent, projectID: Int) {
        let shape = Shape(projectID: projectID, event: event.name, properties: event.shape)
        guard shapes[shape] == nil else { return }
        shapes[shape] = true
        var data = observed[projectID] ?? ObservedData()
        data.note(event: event.name)
        let properties = (try? JSONValue(parsing: event.properties))?.objectValue ?? [:]
        for (name, value) in properties where !Self.unlisted.contains(name) {
            data.note(property: name, of: .event, value: value)
        }
        observed[projectID] = data
    }

    mutating func note(_ name: String, _ value: JSONValue, of owner: PropertyOwner, projectID: Int) {
        observed[projectID, default: ObservedData()].note(property: name, of: owner, value: value)
    }

    /// Ends a segment.
    mutating func takeObserved() -> [Int: ObservedData] {
        defer {
            observed = [:]
            shapes.forgetOldOnes()
        }
        return observed
    }
}
