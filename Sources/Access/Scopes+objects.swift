extension Scopes {
    /// What scopes can be about: PostHog's objects, so that a key made for PostHog can be made here.
    ///
    /// `desktop_recording` is PostHog's no longer, and ours still.
    static let objects: Set<String> = [
        "access_control", "account", "action", "activity_log", "ai_observability_clusters", "alert",
        "annotation", "approvals", "batch_export", "batch_import", "billing", "business_knowledge", "canvas",
        "cohort", "comment", "conversation", "customer_analytics", "customer_journey",
        "customer_profile_config", "customer_task", "dashboard", "dashboard_template", "data_catalog",
        "data_catalog_approval", "dataset", "desktop_recording", "early_access_feature", "element", "endpoint",
        "engineering_analytics", "error_tracking", "evaluation", "event_definition", "event_filter",
        "experiment", "experiment_holdout", "experiment_saved_metric", "export", "external_data_schema",
        "external_data_source", "feature_flag", "field_note", "file_system", "file_system_shortcut", "group",
        "health_issue", "heatmap", "hog_flow", "hog_function", "ingestion_warning", "insight",
        "insight_variable", "integration", "legal_document", "link", "live_debugger", "llm_analytics",
        "llm_gateway", "llm_playground", "llm_prompt", "llm_provider_key", "llm_skill", "logs", "loop",
        "marketing_analytics", "mcp_analytics", "metrics", "notebook", "organization",
        "organization_integration", "organization_member", "person", "plugin", "product_enablement",
        "product_tour", "project", "property_definition", "query", "replay_scanner", "revenue_analytics",
        "review_hog", "session_recording", "session_recording_playlist", "sharing_configuration",
        "signal_scout", "stamphog", "streamlit_app", "subscription", "survey", "tagger", "task", "ticket",
        "toolbar", "tracing", "uploaded_media", "usage_metric", "user", "user_interview", "vision_action",
        "vision_alert", "visual_review", "warehouse_objects", "warehouse_table", "warehouse_view",
        "web_analytics", "webhook", "wizard_session",
    ]

    /// The scopes that a project's secret key may have (spec C.1); everything else needs a person.
    static let ofProjectSecretKeys: Set<String> = [
        "endpoint:read", "feature_flag:read", "account:read", "loop:write", "experiment:read",
    ]
}
