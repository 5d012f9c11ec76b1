import Access
import Hummingbird
import JSON

/// `/api/personal_api_keys/`: a user's own keys.
///
/// In PostHog a browser session manages keys. There are no sessions here, so keys with the scope `*` do; any other can
/// look at itself only.
struct PersonalKeyRoutes: ResourceRoutes {
    let access: AccessControl

    var routes: [Route] { [list, create, retrieveCurrent, retrieve, update, roll, delete] }

    private var keys: PersonalKeyStore { access.personalKeys }

    /// The user whose keys are managed; a key of narrower reach must not make itself one of wider reach.
    private func owner(_ request: APIRequest) throws -> Int {
        let principal = try request.principal
        guard let userID = principal.userID, principal.scopedOrganizations == nil else {
            throw APIError.permissionDenied()
        }
        return userID
    }

    private static func found(_ value: JSONValue?) throws -> APIResponse {
        guard let value else { throw APIError.notFound() }
        return .json(value)
    }
}

extension PersonalKeyRoutes {
    private var list: Route {
        Route(
            .get,
            "api/personal_api_keys",
            mount: .root,
            access: .everything,
            operation: .init("personal_api_keys_list", "The caller's keys, newest first", tag: "personal_api_keys"),
            answers: [.json(.array(of: PersonalKeyBody.schema))],
            handler: { request in
                let listed = try await keys.keys(of: owner(request))
                return .json(.array(listed.map { PersonalKeyBody.full($0) }))
            }
        )
    }

    private var create: Route {
        Route(
            .post,
            "api/personal_api_keys",
            mount: .root,
            access: .everything,
            operation: .init("personal_api_keys_create", "Makes a key", tag: "personal_api_keys"),
            body: .json(PersonalKeyBody.schema),
            answers: [.json(PersonalKeyBody.schema, status: .created)],
            handler: { request in
                let settings = PersonalKeyBody.settings(request.body)
                let issued = try await keys.create(settings, for: owner(request))
                return .json(PersonalKeyBody.full(issued), status: .created)
            }
        )
    }

    private var retrieveCurrent: Route {
        Route(
            .get,
            "api/personal_api_keys/@current",
            mount: .root,
            access: RouteAccess.anyKey.orProjectLimitedKey,
            operation: .init("personal_api_keys_current_retrieve", "The key of this call", tag: "personal_api_keys"),
            answers: [.json(PersonalKeyBody.schema)],
            handler: { request in
                guard case .personalKey(let id, let userID) = try request.principal.kind else {
                    throw APIError.notFound()
                }
                return try Self.found(try await keys.key(id: id, of: userID).map { PersonalKeyBody.full($0) })
            }
        )
    }

    private var retrieve: Route {
        Route(
            .get,
            "api/personal_api_keys/{id}",
            mount: .root,
            access: .everything,
            operation: .init("personal_api_keys_retrieve", "One key", tag: "personal_api_keys"),
            answers: [.json(PersonalKeyBody.schema)],
            handler: { request in
                let key = try await keys.key(id: request.parameters["id"], of: owner(request))
                return try Self.found(key.map { PersonalKeyBody.full($0) })
            }
        )
    }

    private var update: Route {
        Route(
            .patch,
            "api/personal_api_keys/{id}",
            mount: .root,
            access: .everything,
            operation: .init("personal_api_keys_partial_update", "Changes a key", tag: "personal_api_keys"),
            body: .json(PersonalKeyBody.schema.partial),
            answers: [.json(PersonalKeyBody.schema)],
            handler: { request in
                let settings = PersonalKeyBody.settings(request.body)
                let key = try await keys.update(id: request.parameters["id"], of: owner(request), settings)
                return try Self.found(key.map { PersonalKeyBody.full($0) })
            }
        )
    }

    private var roll: Route {
        Route(
            .post,
            "api/personal_api_keys/{id}/roll",
            mount: .root,
            access: .everything,
            operation: .init(
                "personal_api_keys_roll_create",
                "Gives a key a new value; the old one ends at once",
                tag: "personal_api_keys"
            ),
            answers: [.json(PersonalKeyBody.schema)],
            handler: { request in
                let issued = try await keys.roll(id: request.parameters["id"], of: owner(request))
                return try Self.found(issued.map { PersonalKeyBody.full($0) })
            }
        )
    }

    private var delete: Route {
        Route(
            .delete,
            "api/personal_api_keys/{id}",
            mount: .root,
            access: .everything,
            operation: .init("personal_api_keys_destroy", "Ends a key at once", tag: "personal_api_keys"),
            answers: [.empty()],
            handler: { request in
                guard try await keys.delete(id: request.parameters["id"], of: owner(request)) else {
                    throw APIError.notFound()
                }
                return .noContent
            }
        )
    }
}
