internal import JSON

/// Something a member does in the product: the page it happens on, the button, and the event the product captures.
struct Feature: Sendable {
    let event: String
    let page: String
    let button: Button
    let properties: @Sendable (inout RandomSource) -> JSONObject

    init(
        _ event: String,
        on page: String,
        _ button: Button,
        _ properties: @escaping @Sendable (inout RandomSource) -> JSONObject
    ) {
        self.event = event
        self.page = page
        self.button = button
        self.properties = properties
    }

    static let projectCreated = Feature(
        "project_created",
        on: "/projects/new",
        Button("Create project", id: "project-create")
    ) {
        ["template": .string($0.element(of: ["blank", "sprint", "roadmap", "launch", "content-calendar"]))]
    }

    static let taskCreated = Feature("task_created", on: "/board", Button("Add task", id: "task-add")) {
        [
            "priority": .string($0.element(of: ["low", "normal", "normal", "high"])),
            "has_due_date": .bool($0.chance(0.6)),
            "source": .string($0.element(of: ["board", "board", "keyboard", "email"])),
        ]
    }

    static let teammateInvited = Feature("teammate_invited", on: "/team", Button("Send invitation", id: "invite-send"))
    {
        ["role": .string($0.element(of: ["member", "member", "admin", "guest"]))]
    }

    static let everyday = Weighted<Feature>(
        (taskCreated, 26),
        (
            Feature("task_completed", on: "/board", Button("Done", id: "task-done")) {
                ["age_days": .number(JSONNumber(Int($0.skewed(mean: 4)))), "was_overdue": .bool($0.chance(0.18))]
            }, 24
        ),
        (
            Feature("comment_added", on: "/board", Button("Comment", id: "comment-send")) {
                [
                    "length": .number(JSONNumber($0.whole(in: 4...420))),
                    "mentions": .number(JSONNumber($0.whole(in: 0...3))),
                ]
            }, 17
        ),
        (
            Feature("search_performed", on: "/search", Button("Search", id: "search-go")) {
                [
                    "results": .number(JSONNumber(Int($0.skewed(mean: 12)))),
                    "filters": .number(JSONNumber($0.whole(in: 0...3))),
                ]
            }, 9
        ),
        (
            Feature("report_viewed", on: "/reports", Button("Open report", id: "report-open")) {
                [
                    "report": .string($0.element(of: ["burndown", "velocity", "workload", "time-spent"])),
                    "range_days": .number(JSONNumber($0.element(of: [7, 14, 30, 90]))),
                ]
            }, 9
        ),
        (
            Feature("file_uploaded", on: "/board", Button("Attach", id: "file-attach")) {
                [
                    "file_type": .string($0.element(of: ["png", "pdf", "docx", "fig", "csv"])),
                    "size_kb": .number(JSONNumber(Int($0.skewed(mean: 900)) + 3)),
                ]
            }, 6
        ),
        (projectCreated, 3),
        (teammateInvited, 2),
        (
            Feature("integration_connected", on: "/settings/integrations", Button("Connect", id: "integration-connect"))
            {
                ["integration": .string($0.element(of: ["slack", "github", "google-calendar", "figma", "gitlab"]))]
            }, 1
        ),
        (
            Feature("report_exported", on: "/reports", Button("Export", id: "report-export")) {
                ["format": .string($0.element(of: ["csv", "pdf"]))]
            }, 3
        )
    )

    /// New in the product's second month, so that its adoption can be watched.
    static let summary = Feature("ai_summary_generated", on: "/reports", Button("Summarise", id: "summary-go")) {
        [
            "duration_ms": .number(JSONNumber(Int($0.skewed(mean: 2_400)) + 600)),
            "accepted": .bool($0.chance(0.72)),
        ]
    }
}
