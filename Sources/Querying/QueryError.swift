public import ClickHouse
public import HogQL

/// Why a query has no result.
public enum QueryError: Error, Hashable, Sendable {
    /// The text is no HogQL, or means nothing in this project.
    case language(HogQLError, source: String)
    /// ClickHouse won't run it; the code is ClickHouse's own name for the error in lower case.
    case refused(code: String, message: String)
    case timedOut
    case memoryLimit
    case rowLimit
    case tooLarge
    /// Too many queries run and wait already.
    case tooManyQueries
    case cancelled
    /// The engine can't be reached at the moment.
    case unavailable(reason: String)
    /// The fault is ours.
    case failed(reason: String)

    public init(_ error: QueryEngineError) {
        self =
            switch error {
            case .refused(let exception): .refused(code: exception.name.lowercased(), message: exception.message)
            case .timedOut: .timedOut
            case .memoryLimit: .memoryLimit
            case .rowLimit: .rowLimit
            case .tooLarge: .tooLarge
            case .cancelled: .cancelled
            case .unreachable(let reason): .unavailable(reason: reason)
            case .failed(let reason): .failed(reason: reason)
            }
    }
}

// MARK: - Words

extension QueryError {
    /// A stable name that clients may switch on.
    public var code: String {
        switch self {
        case .language(let error, _): error.code.rawValue
        case .refused(let code, _): code
        case .timedOut: "query_timeout"
        case .memoryLimit: "query_memory_limit"
        case .rowLimit: "query_row_limit"
        case .tooLarge: "query_too_large"
        case .tooManyQueries: "throttled"
        case .cancelled: "query_cancelled"
        case .unavailable: "query_capacity"
        case .failed: "error"
        }
    }

    /// What is wrong, in words for the client.
    public var message: String {
        switch self {
        case .language(let error, let source): error.description(in: source)
        case .refused(_, let message): message
        case .timedOut:
            "This query exceeded the execution time limit. Narrow its scope (e.g. a smaller date range) "
                + "or materialize the endpoint for dedicated compute."
        case .memoryLimit:
            "This query exceeded the memory limit. Narrow its scope (e.g. a smaller date range) "
                + "or materialize the endpoint."
        case .rowLimit: "This query would read more rows than allowed. Narrow its scope (e.g. a smaller date range)."
        case .tooLarge: "The query text is too large to execute. Simplify the query."
        case .tooManyQueries: "Too many concurrent requests. Please try again later."
        case .cancelled: "The query was cancelled."
        case .unavailable: "The query engine can't be reached at the moment. Please try again shortly."
        case .failed: "A server error occurred."
        }
    }
}
