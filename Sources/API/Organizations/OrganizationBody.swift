import Access
import JSON
import Storage

/// How an organization looks in answers.
enum OrganizationBody {
    static let basicSchema = Schema.object(
        "OrganizationBasic",
        [
            .readOnly("id", .uuid), .readOnly("name", .string), .readOnly("slug", .string),
            .readOnly("logo_media_id", .uuid.nullable),
            .readOnly("membership_level", .integer.described("1 member, 8 admin, 15 owner.")),
            .readOnly("members_can_use_personal_api_keys", .boolean), .readOnly("is_active", .boolean),
            .readOnly("is_not_active_reason", .string.nullable), .readOnly("is_pending_deletion", .boolean),
        ],
        unknown: .kept
    )

    static let schema = Schema.object(
        "Organization",
        [
            .readOnly("id", .uuid), .readOnly("name", .string), .readOnly("slug", .string),
            .readOnly("created_at", .dateTime), .readOnly("membership_level", .integer),
            .readOnly("teams", .array(of: ProjectBody.basicSchema)),
            .readOnly("projects", .array(of: ProjectBody.basicSchema)),
        ],
        unknown: .kept
    )

    static func basic(_ membership: Membership) -> JSONObject {
        [
            "id": .string(membership.organization.id),
            "name": .string(membership.organization.name),
            "slug": .string(membership.organization.slug),
            "logo_media_id": nil,
            "membership_level": JSONValue(membership.level.rawValue),
            "members_can_use_personal_api_keys": true,
            "is_active": true,
            "is_not_active_reason": nil,
            "is_pending_deletion": false,
        ]
    }

    /// An organization with its projects, which in PostHog are teams as well.
    static func full(_ membership: Membership, projects: [Project]) -> JSONValue {
        var body = basic(membership)
        let rows = JSONValue.array(projects.map { .object(ProjectBody.basic($0)) })
        body["created_at"] = .string(membership.organization.createdAt.iso8601)
        body["teams"] = rows
        body["projects"] = rows
        return .object(body)
    }
}
