import Access
import Endpoints
import HTTPTypes
import JSON
import Querying
import Storage

extension EndpointRoutes {
    @Sendable func run(_ request: APIRequest) async throws -> APIResponse {
        let body = try RunBody(request.body, arguments: request.arguments)
        let run = try await runs.prepare(
            request.parameters["name"],
            body.request,
            in: QueryProject(request.project),
            by: request.principal.keyHash
        )
        if let answer = try await runs.cachedAnswer(to: run) { return response(answer, to: request) }
        let outcome = try await request.cancellingWhenClientLeaves { try await runs.carryOut(run) }
        switch outcome {
        case .answer(let answer): return response(answer, to: request)
        case .accepted(let status): return .bytes(status.body, MediaType.json, status: .accepted)
        }
    }

    /// A GET can be asked again cheaply: whoever has the result already gets 304 and no body.
    private func response(_ answer: RunAnswer, to request: APIRequest) -> APIResponse {
        guard request.method == .get || request.method == .head else { return .bytes(answer.body, MediaType.json) }
        let headers: HTTPFields = [
            .eTag: answer.entityTag,
            // For the client that has the key, and not without asking whether it is still true.
            .cacheControl: "private, max-age=0, must-revalidate",
        ]
        if let known = request.headers[.ifNoneMatch], Self.matches(known, answer.entityTag) {
            return APIResponse(status: .notModified, headers: headers)
        }
        return .bytes(answer.body, MediaType.json, headers: headers)
    }

    /// Weak comparison (RFC 9110 §8.8.3.2) with each tag of the list.
    private static func matches(_ list: String, _ tag: String) -> Bool {
        list.split(separator: ",").contains { part in
            let text = part.filter { $0 != " " }
            return text == "*" || text == tag || "W/\(text)" == tag
        }
    }
}

// MARK: - Telling

extension EndpointRoutes {
    /// How far back a run is remembered here, in PostHog's words six months.
    private static let memory = Duration.seconds(183 * 24 * 3600)

    @Sendable func lastExecutionTimes(_ request: APIRequest) async throws -> APIResponse {
        let names = request.body["names"]?.arrayValue?.compactMap(\.stringValue) ?? []
        let project = try request.project
        if let wrong = names.first(where: { !EndpointName.isValid($0) }) {
            throw EndpointError.invalid(field: "names", "Invalid endpoint name: \(wrong)")
        }
        let oldest = runs.clock.now() - Self.memory
        var rows: [JSONValue] = []
        var seen: Set<String> = []
        for name in names where seen.insert(name).inserted {
            guard let endpoint = try? await endpoints.endpoint(named: name, in: project.id),
                let time = runs.journal.lastExecution(of: endpoint), time >= oldest
            else { continue }
            rows.append([.string(name), .string(time.iso8601)])
        }
        let results: JSONValue = names.isEmpty ? .null : .array(rows)
        let status = QueryStatus.answered(results, projectID: project.id, at: runs.clock.now())
        return .bytes(status.body, MediaType.json)
    }

    @Sendable func openAPI(_ request: APIRequest) async throws -> APIResponse {
        let endpoint = try await endpoint(request)
        let version = try meantVersion(request, of: endpoint)
        return .json(try await specification.document(of: version, endpoint, origin: request.origin))
    }

    @Sendable func materializationStatus(_ request: APIRequest) async throws -> APIResponse {
        let endpoint = try await endpoint(request)
        let version = try meantVersion(request, of: endpoint)
        var status = EndpointRepresentation.materialization(version).objectValue ?? [:]
        status["name"] = .string(endpoint.name)
        return .json(.object(status))
    }

    /// Whether a table could serve a version.
    ///
    /// How it would be built and read is told once tables can be built.
    @Sendable func materializationPreview(_ request: APIRequest) async throws -> APIResponse {
        let endpoint = try await endpoint(request)
        let number = EndpointBody(request.body).version ?? endpoint.current.number
        let obstacle = MaterializationRules.obstacle(to: try version(number, of: endpoint).query)
        return .json([
            "can_materialize": .bool(obstacle == nil),
            "reason": JSONValue(obstacle),
            "transformed_query": nil,
            "execution_query": nil,
            "display_execution_query": nil,
            "range_pairs": [],
            "aggregates": [],
        ])
    }

    @Sendable func logs(_ request: APIRequest) async throws -> APIResponse {
        let endpoint = try await endpoint(request)
        let page = PageRequest(request)
        let (lines, count) = try await runs.journal.lines(
            of: endpoint,
            level: request.arguments["level"]?.stringValue,
            limit: page.limit,
            offset: page.offset
        )
        let rows = lines.map { line -> JSONValue in
            [
                "timestamp": .string(line.loggedAt.iso8601),
                "level": .string(line.level),
                "message": .string(line.message),
                "log_source": "endpoint",
                "log_source_id": .string(line.endpointID),
                "instance_id": .string(line.executionID),
            ]
        }
        return .json(page.page(rows, count: count))
    }
}
