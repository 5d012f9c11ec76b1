import Access
import JSON
import Storage

/// How a user looks in answers.
enum UserBody {
    /// Whom `created_by` names.
    static let basicSchema = Schema.object(
        "UserBasic",
        [
            .readOnly("id", .integer), .readOnly("uuid", .uuid), .readOnly("distinct_id", .string),
            .readOnly("first_name", .text), .readOnly("last_name", .text), .readOnly("email", .string),
            .readOnly("is_email_verified", .boolean.nullable), .readOnly("hedgehog_config", .any),
            .readOnly("role_at_organization", .string.nullable),
        ],
        unknown: .kept
    )

    /// The caller, with the project and the organization that are theirs.
    static let schema = Schema.object(
        "User",
        [
            .readOnly("id", .integer), .readOnly("uuid", .uuid), .readOnly("distinct_id", .string),
            .readOnly("email", .string), .readOnly("team", ProjectBody.basicSchema.nullable),
            .readOnly("organization", OrganizationBody.schema.nullable),
            .readOnly("organizations", .array(of: OrganizationBody.basicSchema)),
        ],
        unknown: .kept
    )

    static func basic(_ user: User) -> JSONObject {
        [
            "id": JSONValue(user.id),
            "uuid": .string(user.uuid),
            "distinct_id": .string(user.distinctID),
            "first_name": .string(user.firstName),
            "last_name": .string(user.lastName),
            "email": .string(user.email),
            "is_email_verified": true,
            "hedgehog_config": nil,
            "role_at_organization": nil,
        ]
    }

    /// Everything about the caller; what belongs to PostHog's own web pages has its resting value.
    static func full(_ user: User, in place: UserPlace) -> JSONValue {
        var body = basic(user)
        let more: JSONObject = [
            "date_joined": .string(user.createdAt.iso8601),
            "pending_email": nil,
            "notification_settings": [:],
            "anonymize_data": false,
            "toolbar_mode": nil,
            "has_password": false,
            "is_staff": JSONValue(user.isStaff),
            "is_impersonated": false,
            "is_2fa_enabled": false,
            "has_social_auth": false,
            "has_sso_enforcement": false,
            "has_seen_product_intro_for": nil,
            "scene_personalisation": [],
            "theme_mode": nil,
            "events_column_config": ["active": "DEFAULT"],
            "team": place.project.map { .object(ProjectBody.basic($0)) } ?? nil,
            "organization": place.membership.map { .object(OrganizationBody.basic($0)) } ?? nil,
            "organizations": .array(place.memberships.map { .object(OrganizationBody.basic($0)) }),
        ]
        for (key, value) in more { body[key] = value }
        return .object(body)
    }
}

/// Where a user is: the current project, and the organizations.
struct UserPlace: Sendable {
    let project: Project?
    let memberships: [Membership]

    /// The organization of the current project, else the oldest.
    var membership: Membership? {
        memberships.first { $0.organization.id == project?.organizationID } ?? memberships.first
    }

    init(of user: User, in access: AccessControl) async throws {
        project = if let id = user.currentProjectID { try await access.projects.project(id: id) } else { nil }
        memberships = try await access.users.memberships(of: user.id)
    }
}

extension UserStore {
    /// The value of `created_by` and its like: the basic user, or null for nobody.
    func basicBody(of id: Int?) async throws -> JSONValue {
        guard let id, let user = try await user(id: id) else { return .null }
        return .object(UserBody.basic(user))
    }
}
