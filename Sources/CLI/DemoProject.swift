import API
import Access
import ClickHouse
import Definitions
import Demo
import Endpoints
import Foundation
import HogQL
import Ingestion
import JSON
import Querying
import Storage

/// Fills project 1 with the demo's story, and makes a key to look at it with.
struct DemoProject: Sendable {
    let access: AccessControl
    let variables: InsightVariableStore
    let endpoints: EndpointStore
    let pipeline: EventPipeline
    let engine: any QueryEngine
    let clock: Clock
    /// Where the story is written down before it is imported.
    let folder: DataFolder

    private static let projectID = 1
    private static let keyLabel = "Demo"

    /// Imports the story unless the project has events already; the pipeline has to be running.
    func fillIfEmpty() async throws {
        let rows = try await engine.rows(
            of: "SELECT 1 FROM events WHERE team_id = \(.int(Int64(Self.projectID))) LIMIT 1"
        )
        guard rows.isEmpty else { return }
        let events = folder.path + "/demo-events.jsonl"
        let persons = folder.path + "/demo-persons.jsonl"
        defer {
            for file in [events, persons] { try? FileManager.default.removeItem(atPath: file) }
        }
        try write(events: events, persons: persons)
        let importing = EventImport(into: pipeline, engine: engine, projectID: Self.projectID, clock: clock)
        _ = try await importing.run(persons: persons, events: events)
        try await pipeline.waitUntilDelivered()
        try await makeEndpoints()
    }

    /// A new personal key for the demo; the one of the last start is forgotten, since only its hash is stored.
    func makeKey() async throws -> String? {
        guard let owner = try await access.users.administrator() else { return nil }
        for key in try await access.personalKeys.keys(of: owner.id) where key.label == Self.keyLabel {
            _ = try await access.personalKeys.delete(id: key.id, of: owner.id)
        }
        let settings = PersonalKeySettings(label: Self.keyLabel, scopes: ["*"])
        return try await access.personalKeys.create(settings, for: owner.id).value
    }

    private func write(events: String, persons: String) throws {
        guard FileManager.default.createFile(atPath: events, contents: nil) else { throw CocoaError(.fileWriteUnknown) }
        let file = try FileHandle(forWritingTo: URL(filePath: events))
        var story = DemoStory(now: clock.now().microseconds)
        while let day = story.nextDay() { try file.write(contentsOf: Data(day)) }
        try file.close()
        try Data(story.persons()).write(to: URL(filePath: persons))
    }

    private func makeEndpoints() async throws {
        guard let project = try await access.projects.project(id: Self.projectID) else { return }
        let owner = try await access.users.administrator()?.id
        for demo in DemoEndpoint.all where (try? await endpoints.endpoint(named: demo.name, in: project.id)) == nil {
            try await makeVariables(demo.variables, in: project, by: owner)
            var new = EndpointChanges()
            new.query = ["kind": "HogQLQuery", "query": .string(demo.query)]
            new.description = demo.description
            _ = try await endpoints.create(demo.name, new, in: QueryProject(project), by: owner)
        }
    }

    private func makeVariables(_ new: [DemoEndpoint.Variable], in project: Project, by owner: Int?) async throws {
        let known = Set(try await variables.variables(inProject: project.id).map(\.codeName))
        for variable in new where !known.contains(variable.name) {
            let settings = InsightVariableSettings(
                name: variable.name,
                kind: InsightVariable.Kind(rawValue: variable.type),
                defaultValue: .string(variable.defaultValue)
            )
            _ = try await variables.create(settings, inProject: project.id, by: owner)
        }
    }
}
