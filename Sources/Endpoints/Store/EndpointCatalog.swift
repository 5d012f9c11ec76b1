import Synchronization

/// The endpoints of each project in memory, so that a run reads no database.
///
/// It is changed on the database's writer only, right after a commit, so the order of the changes is that of the commits.
final class EndpointCatalog: Sendable {
    private let projects = Mutex<[Int: [String: Endpoint]]>([:])

    /// What is known of a name.
    enum Lookup {
        case found(Endpoint)
        case missing
        /// The project has not been read yet.
        case unread
    }

    func endpoint(named name: String, in projectID: Int) -> Lookup {
        projects.withLock { projects in
            guard let endpoints = projects[projectID] else { return .unread }
            return endpoints[name].map(Lookup.found) ?? .missing
        }
    }

    /// The endpoints of a project, oldest first; nil when it has not been read yet.
    func endpoints(in projectID: Int) -> [Endpoint]? {
        projects.withLock { $0[projectID] }?.values.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
    }

    func fill(_ endpoints: [Endpoint], of projectID: Int) {
        projects.withLock { projects in
            projects[projectID] = Dictionary(endpoints.map { ($0.name, $0) }) { first, _ in first }
        }
    }

    /// Takes a new or changed endpoint; a project that has not been read yet will be read with it.
    func put(_ endpoint: Endpoint) {
        projects.withLock { $0[endpoint.projectID]?[endpoint.name] = endpoint }
    }

    func remove(_ endpoint: EndpointIdentity) {
        projects.withLock { projects in
            guard projects[endpoint.projectID]?[endpoint.name]?.id == endpoint.id else { return }
            projects[endpoint.projectID]?[endpoint.name] = nil
        }
    }
}

/// What names an endpoint for good: after it has been deleted, another can have its name.
struct EndpointIdentity: Hashable, Sendable {
    let id: String
    let projectID: Int
    let name: String
}
