import Access
import Definitions
import JSON
import Storage

/// How a project looks in requests and answers.
enum ProjectBody {
    /// A row of the list of projects.
    static let basicSchema = Schema.object("ProjectBasic", basicFields, unknown: .kept)

    /// A project with its settings; the part that is not read-only is what can be changed.
    static let schema = Schema.object(
        "Project",
        [
            .optional("name", .string(maximumLength: 200)),
            .optional("timezone", .string.described("A name of the time zone database.", example: "Europe/Berlin")),
            .optional("week_start_day", weekStartDay),
            .optional("test_account_filters", .array(of: .openObject)),
        ] + basicFields.filter { $0.name != "name" && $0.name != "timezone" } + [
            .readOnly("created_at", .dateTime), .readOnly("updated_at", .dateTime),
            .readOnly("has_group_types", .boolean), .readOnly("group_types", .array(of: .openObject)),
            .readOnly("effective_membership_level", .integer.nullable),
        ]
    )

    private static let weekStartDay = Schema.integer(minimum: 0, maximum: 1).nullable
        .described("0 for Sunday, 1 for Monday.")

    private static let basicFields: [Schema.Field] = [
        .readOnly("id", .integer), .readOnly("uuid", .uuid), .readOnly("organization", .uuid),
        .readOnly("project_id", .integer), .readOnly("api_token", .string), .readOnly("name", .string),
        .readOnly("completed_snippet_onboarding", .boolean), .readOnly("has_completed_onboarding_for", .any),
        .readOnly("ingested_event", .boolean), .readOnly("is_demo", .boolean), .readOnly("timezone", .string),
        .readOnly("access_control", .boolean),
    ]

    static func basic(_ project: Project) -> JSONObject {
        [
            "id": JSONValue(project.id),
            "uuid": .string(project.uuid),
            "organization": .string(project.organizationID),
            "project_id": JSONValue(project.id),
            "api_token": .string(project.token),
            "name": .string(project.name),
            "completed_snippet_onboarding": JSONValue(project.ingestedEvent),
            "has_completed_onboarding_for": [:],
            "ingested_event": JSONValue(project.ingestedEvent),
            "is_demo": false,
            "timezone": .string(project.timezone),
            "access_control": false,
        ]
    }

    static func full(_ project: Project, groupTypes: [GroupType], _ membership: Membership?) -> JSONValue {
        var body = basic(project)
        body["created_at"] = .string(project.createdAt.iso8601)
        body["updated_at"] = .string(project.updatedAt.iso8601)
        body["week_start_day"] = JSONValue(project.weekStartDay.rawValue)
        body["test_account_filters"] = project.testAccountFilters
        body["effective_membership_level"] = JSONValue(membership?.level.rawValue)
        body["has_group_types"] = JSONValue(!groupTypes.isEmpty)
        body["group_types"] = .array(
            groupTypes.map { ["group_type": .string($0.name), "group_type_index": JSONValue($0.index)] }
        )
        return .object(body)
    }

    /// What a checked body asks for.
    static func settings(_ body: JSONObject) -> ProjectSettings {
        ProjectSettings(
            name: body["name"]?.stringValue,
            timezone: body["timezone"]?.stringValue,
            weekStartDay: body["week_start_day"].flatMap { day in
                // Null takes the choice back: PostHog's weeks begin on Sunday then.
                Project.WeekStartDay(rawValue: Int(day.integerValue ?? 0))
            },
            testAccountFilters: body["test_account_filters"]
        )
    }

    /// The page of projects that a request asks for.
    static func page(
        of projects: ProjectStore,
        in organizationID: String? = nil,
        for request: APIRequest
    ) async throws -> APIResponse {
        let asked = PageRequest(request)
        let page = try await projects.projects(
            visibleTo: request.principal,
            in: organizationID,
            limit: asked.limit,
            offset: asked.offset
        )
        return .json(asked.page(page.projects.map { .object(basic($0)) }, count: page.count))
    }
}
