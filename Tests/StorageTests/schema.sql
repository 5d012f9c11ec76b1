CREATE TABLE "definition_version" (
    "project_id" INTEGER PRIMARY KEY REFERENCES "project"("id") ON DELETE CASCADE,
    "version" INTEGER NOT NULL
) STRICT;

CREATE TABLE "endpoint" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "project_id" INTEGER NOT NULL REFERENCES "project"("id") ON DELETE CASCADE,
    "name" TEXT NOT NULL,
    "is_active" INTEGER NOT NULL,
    "current_version" INTEGER NOT NULL,
    "derived_from_insight" TEXT,
    "tags" TEXT NOT NULL CHECK (json_valid(tags)),
    "created_by_id" INTEGER REFERENCES "user"("id") ON DELETE SET NULL,
    "created_at" INTEGER NOT NULL,
    "updated_at" INTEGER NOT NULL,
    "last_executed_at" INTEGER,
    "deleted_at" INTEGER
) STRICT;

CREATE INDEX "endpoint_on_created_by_id" ON "endpoint"("created_by_id");

CREATE UNIQUE INDEX "endpoint_on_project_id_name" ON "endpoint"("project_id", "name") WHERE "deleted_at" IS NULL;

CREATE TABLE "endpoint_log" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "endpoint_id" TEXT NOT NULL REFERENCES "endpoint"("id") ON DELETE CASCADE,
    "execution_id" TEXT NOT NULL,
    "level" TEXT NOT NULL CHECK (level IN ('INFO', 'ERROR')),
    "message" TEXT NOT NULL,
    "logged_at" INTEGER NOT NULL
) STRICT;

CREATE INDEX "endpoint_log_on_endpoint_id" ON "endpoint_log"("endpoint_id");

CREATE TABLE "endpoint_version" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "endpoint_id" TEXT NOT NULL REFERENCES "endpoint"("id") ON DELETE CASCADE,
    "version" INTEGER NOT NULL CHECK ("version" >= 1),
    "query" TEXT NOT NULL CHECK (json_valid(query)),
    "description" TEXT NOT NULL,
    "is_active" INTEGER NOT NULL,
    "cache_age_seconds" INTEGER,
    "sync_frequency" TEXT NOT NULL,
    "is_materialized" INTEGER NOT NULL,
    "bucket_overrides" TEXT NOT NULL CHECK (json_valid(bucket_overrides)),
    "optional_breakdown_properties" TEXT NOT NULL CHECK (json_valid(optional_breakdown_properties)),
    "columns" TEXT NOT NULL CHECK (json_valid(columns)),
    "created_by_id" INTEGER REFERENCES "user"("id") ON DELETE SET NULL,
    "created_at" INTEGER NOT NULL,
    "updated_at" INTEGER,
    "last_executed_at" INTEGER,
    UNIQUE ("endpoint_id", "version")
) STRICT;

CREATE INDEX "endpoint_version_on_created_by_id" ON "endpoint_version"("created_by_id");

CREATE TABLE "event_definition" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "project_id" INTEGER NOT NULL REFERENCES "project"("id") ON DELETE CASCADE,
    "name" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL,
    UNIQUE ("project_id", "name")
) STRICT;

CREATE TABLE "event_log" (
    "id" INTEGER PRIMARY KEY CHECK ("id" = 1),
    "uuid" TEXT NOT NULL,
    "resolved_segment" INTEGER NOT NULL
) STRICT;

CREATE TABLE "group_instance" (
    "project_id" INTEGER NOT NULL,
    "group_type_index" INTEGER NOT NULL CHECK (group_type_index BETWEEN 0 AND 4),
    "group_key" TEXT NOT NULL,
    "properties" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "updated_at" INTEGER NOT NULL,
    PRIMARY KEY ("project_id", "group_type_index", "group_key")
) STRICT, WITHOUT ROWID;

CREATE TABLE "group_type" (
    "project_id" INTEGER NOT NULL REFERENCES "project"("id") ON DELETE CASCADE,
    "group_type_index" INTEGER NOT NULL CHECK (group_type_index BETWEEN 0 AND 4),
    "name" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL,
    PRIMARY KEY ("project_id", "group_type_index"),
    UNIQUE ("project_id", "name")
) STRICT;

CREATE TABLE "insight_variable" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "project_id" INTEGER NOT NULL REFERENCES "project"("id") ON DELETE CASCADE,
    "name" TEXT NOT NULL,
    "code_name" TEXT NOT NULL,
    "type" TEXT NOT NULL CHECK (type IN ('String', 'Number', 'Boolean', 'List', 'Date')),
    "default_value" TEXT NOT NULL CHECK (json_valid(default_value)),
    "values" TEXT NOT NULL CHECK (json_valid("values")),
    "created_by_id" INTEGER REFERENCES "user"("id") ON DELETE SET NULL,
    "created_at" INTEGER NOT NULL,
    UNIQUE ("project_id", "code_name")
) STRICT;

CREATE INDEX "insight_variable_on_created_by_id" ON "insight_variable"("created_by_id");

CREATE TABLE "organization" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL UNIQUE,
    "created_at" INTEGER NOT NULL
) STRICT;

CREATE TABLE "organization_membership" (
    "organization_id" TEXT NOT NULL REFERENCES "organization"("id") ON DELETE CASCADE,
    "user_id" INTEGER NOT NULL REFERENCES "user"("id") ON DELETE CASCADE,
    "level" INTEGER NOT NULL,
    PRIMARY KEY ("organization_id", "user_id")
) STRICT;

CREATE INDEX "organization_membership_on_user_id" ON "organization_membership"("user_id");

CREATE TABLE "person" (
    "id" INTEGER PRIMARY KEY,
    "project_id" INTEGER NOT NULL,
    "uuid" TEXT NOT NULL,
    "properties" TEXT NOT NULL,
    "is_identified" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    UNIQUE ("project_id", "uuid")
) STRICT;

CREATE TABLE "person_distinct_id" (
    "project_id" INTEGER NOT NULL,
    "distinct_id" TEXT NOT NULL,
    "person_id" INTEGER REFERENCES "person"("id"),
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("project_id", "distinct_id")
) STRICT, WITHOUT ROWID;

CREATE INDEX "person_distinct_id_on_person_id" ON "person_distinct_id"("person_id");

CREATE TABLE "personal_api_key" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "user_id" INTEGER NOT NULL REFERENCES "user"("id") ON DELETE CASCADE,
    "label" TEXT NOT NULL,
    "hash" TEXT NOT NULL UNIQUE,
    "mask_value" TEXT NOT NULL,
    "scopes" TEXT NOT NULL CHECK (json_valid(scopes)),
    "scoped_projects" TEXT NOT NULL CHECK (json_valid(scoped_projects)),
    "scoped_organizations" TEXT NOT NULL CHECK (json_valid(scoped_organizations)),
    "created_at" INTEGER NOT NULL,
    "last_used_at" INTEGER,
    "last_rolled_at" INTEGER
) STRICT;

CREATE INDEX "personal_api_key_on_user_id" ON "personal_api_key"("user_id");

CREATE TABLE "project" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "uuid" TEXT NOT NULL UNIQUE,
    "organization_id" TEXT NOT NULL REFERENCES "organization"("id"),
    "name" TEXT NOT NULL,
    "token" TEXT NOT NULL UNIQUE,
    "timezone" TEXT NOT NULL,
    "week_start_day" INTEGER NOT NULL CHECK (("week_start_day" = 0) OR ("week_start_day" = 1)),
    "test_account_filters" TEXT NOT NULL CHECK (json_valid(test_account_filters)),
    "ingested_event" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "updated_at" INTEGER NOT NULL
) STRICT;

CREATE INDEX "project_on_organization_id" ON "project"("organization_id");

CREATE TABLE "project_secret_api_key" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "project_id" INTEGER NOT NULL REFERENCES "project"("id") ON DELETE CASCADE,
    "created_by_id" INTEGER REFERENCES "user"("id") ON DELETE SET NULL,
    "label" TEXT NOT NULL,
    "hash" TEXT NOT NULL UNIQUE,
    "mask_value" TEXT NOT NULL,
    "scopes" TEXT NOT NULL CHECK (json_valid(scopes)),
    "created_at" INTEGER NOT NULL,
    "last_used_at" INTEGER,
    UNIQUE ("project_id", "label")
) STRICT;

CREATE INDEX "project_secret_api_key_on_created_by_id" ON "project_secret_api_key"("created_by_id");

CREATE TABLE "property_definition" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "project_id" INTEGER NOT NULL REFERENCES "project"("id") ON DELETE CASCADE,
    "type" TEXT NOT NULL CHECK (type IN ('event', 'person', 'group')),
    "group_type_index" INTEGER NOT NULL CHECK (group_type_index BETWEEN -1 AND 4 AND (group_type_index >= 0) = (type = 'group')),
    "name" TEXT NOT NULL,
    "property_type" TEXT CHECK (property_type IN ('String', 'Numeric', 'Boolean', 'DateTime')),
    "is_set_by_hand" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL,
    "updated_at" INTEGER NOT NULL,
    UNIQUE ("project_id", "type", "group_type_index", "name")
) STRICT;

CREATE TABLE "query_result" (
    "key" TEXT PRIMARY KEY NOT NULL,
    "project_id" INTEGER NOT NULL,
    "computed_at" INTEGER NOT NULL,
    "head" BLOB NOT NULL,
    "row_count" INTEGER NOT NULL,
    "has_more" INTEGER NOT NULL,
    "row_limit" INTEGER,
    "row_offset" INTEGER NOT NULL,
    "timezone" TEXT NOT NULL,
    "entity_tag" TEXT NOT NULL,
    "hogql" TEXT NOT NULL,
    "clickhouse" TEXT NOT NULL,
    "elapsed_microseconds" INTEGER NOT NULL,
    "size" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX "query_result_on_computed_at" ON "query_result"("computed_at");

CREATE TABLE "user" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "uuid" TEXT NOT NULL UNIQUE,
    "distinct_id" TEXT NOT NULL UNIQUE,
    "email" TEXT NOT NULL UNIQUE,
    "first_name" TEXT NOT NULL,
    "last_name" TEXT NOT NULL,
    "is_active" INTEGER NOT NULL,
    "is_staff" INTEGER NOT NULL,
    "current_project_id" INTEGER REFERENCES "project"("id") ON DELETE SET NULL,
    "created_at" INTEGER NOT NULL
) STRICT;
