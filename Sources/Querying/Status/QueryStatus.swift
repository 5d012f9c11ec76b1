import ClickHouse
public import JSON
public import Storage

/// Where a run that can be asked about stands.
public struct QueryStatus: Sendable {
    public enum State: Sendable {
        case running(QueryProgressReport?)
        /// The whole body of the answer, as it is sent.
        case complete(body: [UInt8])
        case failed(QueryError)
    }

    public let id: String
    public let projectID: Int
    public let startedAt: Timestamp
    public let endedAt: Timestamp?
    public let state: State

    public init(id: String, projectID: Int, startedAt: Timestamp, endedAt: Timestamp?, state: State) {
        self.id = id
        self.projectID = projectID
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.state = state
    }

    /// The status of something that was answered at once, for answers that PostHog wraps in one.
    public static func answered(_ results: JSONValue, projectID: Int, at time: Timestamp) -> QueryStatus {
        QueryStatus(
            id: "",
            projectID: projectID,
            startedAt: time,
            endedAt: time,
            state: .complete(body: results.serialized())
        )
    }

    public var isRunning: Bool { if case .running = state { true } else { false } }

    public var error: QueryError? { if case .failed(let error) = state { error } else { nil } }

    /// `{"query_status":{…}}`, as PostHog answers it.
    public var body: [UInt8] {
        var bytes = Array(#"{"query_status":{"id":"#.utf8)
        JSONValue.write(id, to: &bytes)
        bytes.appendMember("team_id", JSONValue(projectID))
        bytes.appendMember("query_async", true)
        bytes.appendMember("complete", .bool(!isRunning))
        bytes.appendMember("error", .bool(error != nil))
        bytes.appendMember("error_message", JSONValue(error?.message))
        if case .complete(let body) = state {
            bytes.append(contentsOf: #","results":"#.utf8)
            bytes.append(contentsOf: body)
        } else {
            bytes.appendMember("results", .null)
        }
        bytes.appendMember("start_time", .string(startedAt.iso8601))
        bytes.appendMember("pickup_time", .string(startedAt.iso8601))
        bytes.appendMember("end_time", JSONValue(endedAt?.iso8601))
        bytes.appendMember("expiration_time", JSONValue(endedAt.map { ($0 + QueryRegistry.lifetime).iso8601 }))
        for name: StaticString in ["task_id", "insight_id", "dashboard_id", "labels"] {
            bytes.appendMember(name, .null)
        }
        if case .running(let progress?) = state {
            bytes.appendMember("query_progress", progress.json)
        } else {
            bytes.appendMember("query_progress", .null)
        }
        bytes.append(contentsOf: "}}".utf8)
        return bytes
    }
}

/// How far a running query is, in PostHog's words.
public struct QueryProgressReport: Hashable, Sendable {
    public let json: JSONValue

    init(_ progress: QueryProgress) {
        json = [
            "active_cpu_time": JSONValue(Int(progress.activeCPUTime / .microseconds(1))),
            "bytes_read": JSONValue(progress.bytesRead),
            "estimated_rows_total": JSONValue(progress.totalRows),
            "rows_read": JSONValue(progress.rowsRead),
            "time_elapsed": JSONValue(progress.elapsed / .seconds(1)),
        ]
    }
}
