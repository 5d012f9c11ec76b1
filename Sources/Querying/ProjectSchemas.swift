public import Definitions
public import HogQL
import Synchronization

/// What a project's definitions say, in the compiler's words.
struct ProjectSchema: Sendable {
    /// Changes whenever a query could read differently.
    let version: Int
    let properties: PropertyTypes
    let groupTypes: [String: Int]

    init(_ snapshot: DefinitionSnapshot) {
        version = snapshot.version
        groupTypes = snapshot.groupTypes
        properties = PropertyTypes(
            event: snapshot.event.compactMapValues(Self.type),
            person: snapshot.person.compactMapValues(Self.type),
            group: snapshot.group.mapValues { $0.compactMapValues(Self.type) }
        )
    }

    private static func type(_ type: PropertyType) -> PropertyTypes.PropertyType? {
        PropertyTypes.PropertyType(rawValue: type.rawValue)
    }
}

/// The schema of each project, translated once for each version of its definitions: they can hold thousands of names.
public final class ProjectSchemas: Sendable {
    private let definitions: DefinitionStore
    private let known = Mutex<[Int: ProjectSchema]>([:])

    public init(_ definitions: DefinitionStore) {
        self.definitions = definitions
    }

    /// What a compilation for a project begins with, before a request adds anything.
    public func context(of project: QueryProject) async throws -> CompilationContext {
        CompilationContext(project, try await schema(of: project.id))
    }

    func schema(of projectID: Int) async throws -> ProjectSchema {
        let snapshot = try await definitions.snapshot(ofProject: projectID)
        if let schema = known.withLock({ $0[projectID] }), schema.version == snapshot.version { return schema }
        let schema = ProjectSchema(snapshot)
        known.withLock { $0[projectID] = schema }
        return schema
    }
}

extension CompilationContext {
    init(_ project: QueryProject, _ schema: ProjectSchema) {
        self.init(projectID: project.id, timezone: project.timezone)
        weekStartDay = project.weekStartDay
        properties = schema.properties
        groupTypes = schema.groupTypes
    }
}
