public import Access
public import HTTPTypes
public import Hummingbird
public import JSON
public import Logging
import NIOCore

/// A request that has passed every check of its route: what handlers get.
public struct APIRequest: Sendable {
    public let method: HTTPRequest.Method
    /// The path as the client wrote it.
    public let path: String
    public let headers: HTTPFields
    /// The parameters of the path, in their canonical spelling.
    public let parameters: PathParameters
    /// The query string as it came.
    public let query: QueryItems
    /// The declared parameters of the query string, checked.
    public internal(set) var arguments: JSONObject = [:]
    /// The key's owner and rights; nil on public routes only.
    public internal(set) var caller: Principal?
    /// The project that is asked about; nil outside the projects only.
    public internal(set) var addressed: Project?
    /// The body of a route that takes JSON, checked.
    public internal(set) var body: JSONObject = [:]
    /// The body of a route that takes bytes.
    public internal(set) var bytes: ByteBuffer = ByteBuffer()
    /// The body as it arrives; for routes that read it themselves.
    public internal(set) var stream: RequestBody
    /// What the client wants to get, one of the route's answers.
    public internal(set) var mediaType: String = MediaType.json
    public let logger: Logger
    /// The id of this request, as it is in the logs and in `X-Request-Id`.
    public let requestID: String
    /// The host by which the client called.
    let authority: String
    let publicURL: String?
    let channel: any Channel

    /// Scheme and host for links that lead back here.
    public var origin: String { publicURL ?? "http://\(authority)" }

    /// The project of a route below a project.
    public var project: Project {
        get throws(APIError) {
            guard let addressed else { throw .notFound("Project not found.") }
            return addressed
        }
    }

    /// The key that a route with an access rule was called with.
    public var principal: Principal {
        get throws(APIError) {
            guard let caller else { throw .notAuthenticated }
            return caller
        }
    }

    /// Runs `operation` and cancels it when the client hangs up; for work that may take long.
    public func cancellingWhenClientLeaves<Value: Sendable>(
        _ operation: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        // Not a child task, since only a task has a handle that the connection can cancel; we wait for it right here.
        let task = Task { try await operation() }
        HangUpHandler.watch(channel) { task.cancel() }
        defer { HangUpHandler.watch(channel, nil) }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }
}

/// The parameters of a path.
public struct PathParameters: Sendable {
    private var values: [(name: String, value: String)] = []

    init() {}

    mutating func append(_ name: String, _ value: String) {
        values.append((name, value))
    }

    /// The value of a parameter that the route's path declares; empty for any other name.
    public subscript(name: String) -> String {
        values.first { $0.name == name }?.value ?? ""
    }

    /// The value of a parameter declared `:int`; one that is too large for an integer is nothing's number.
    public func integer(_ name: String) throws(APIError) -> Int {
        guard let number = Int(self[name]) else { throw .notFound() }
        return number
    }
}
