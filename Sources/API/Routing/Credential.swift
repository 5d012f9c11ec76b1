import Access
import JSON

/// A key as it came with a request, and where it was found.
struct Credential: Hashable, Sendable {
    /// The places of a request that can hold a key, as error messages call them.
    enum Place: String, Sendable {
        case header = "Authorization header"
        case body = "body"
        case query = "query string"
    }

    /// The members of a body that can hold a key; never fields of a resource.
    static let bodyKeys = ["personal_api_key", "secret_api_key"]

    let key: String
    let place: Place

    private var isProjectSecret: Bool { key.hasPrefix("phs_") }

    /// What the `Authorization` header holds, if it is of the form `Bearer <key>`; the scheme is written just so.
    init?(authorization header: String?) {
        guard let header, header.hasPrefix("Bearer ") || header.hasPrefix("Bearer\t") else { return nil }
        let key = header.dropFirst("Bearer".count).drop { $0 == " " || $0 == "\t" }
        guard key.utf8.count > 1 else { return nil }
        self.init(String(key), .header)
    }

    /// What the body holds.
    init?(body: ReceivedBody.Content?) {
        let found = Self.bodyKeys.lazy.compactMap { name -> String? in
            switch body {
            case .json(let value): value[name]?.stringValue
            case .form(let items): items[name]
            case nil: nil
            }
        }
        guard let key = found.first(where: { !$0.isEmpty }) else { return nil }
        self.init(key, .body)
    }

    /// What the query string holds.
    init?(query: QueryItems) {
        guard let key = query["personal_api_key"], !key.isEmpty else { return nil }
        self.init(key, .query)
    }

    private init(_ key: String, _ place: Place) {
        self.key = key
        self.place = place
    }

    /// Whose key this is; one that is nobody's is an error even where a good one may stand elsewhere in the request.
    func principal(_ authenticator: Authenticator) async throws -> Principal {
        guard let principal = try await authenticator.principal(forKey: key) else {
            let name = isProjectSecret ? "Project secret API key" : "Personal API key"
            throw APIError.authenticationFailed("\(name) found in request \(place.rawValue) is invalid.")
        }
        return principal
    }
}

extension RouteAccess {
    /// Throws unless a key of this kind may come in at all.
    func admit(_ principal: Principal, isBelowProject: Bool) throws(APIError) {
        if case .projectSecretKey = principal.kind, !admitsProjectSecretKeys {
            throw .permissionDenied("This action does not support project secret API key access")
        }
        if principal.projects != nil, !isBelowProject, !admitsProjectLimitedKeys {
            throw .permissionDenied(
                "API keys with scoped projects are only supported on project-based endpoints."
            )
        }
    }

    /// Throws unless the key's scopes are enough.
    func requireScope(of principal: Principal) throws(APIError) {
        switch requirement {
        case .nothing, .anyKey: return
        case .scope(let scope):
            guard !principal.scopes.allows(scope) else { return }
            throw .permissionDenied("API key missing required scope '\(scope)'")
        case .everything:
            guard !principal.scopes.isUnlimited else { return }
            throw .permissionDenied("This action does not support Personal API Key access")
        }
    }
}
