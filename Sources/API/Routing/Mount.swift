/// Where a route's path begins.
public enum Mount: Sendable {
    /// `/api/projects/{project_id}/` and, for older clients, `/api/environments/{project_id}/`.
    case project
    /// `/`: what belongs to no project, and what finds its project by a token.
    case root

    /// The beginnings of the path; the first one is the one that is documented.
    var prefixes: [String] {
        switch self {
        case .project: ["/api/projects/{project_id}/", "/api/environments/{project_id}/"]
        case .root: ["/"]
        }
    }
}
