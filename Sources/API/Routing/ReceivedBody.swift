import HTTPTypes
import Hummingbird
import JSON
import NIOCore

/// The body of a request: read when somebody asks for it, at most once, and never beyond its limit.
struct ReceivedBody {
    /// A body as its media type says it is to be read.
    enum Content {
        case json(JSONValue)
        case form(QueryItems)
    }

    /// Of a body that is too large so much is read and dropped, since many clients listen only once they have sent all.
    private static let drainedBytes = 64 << 20

    private let stream: RequestBody
    private let limit: Int
    private let headers: HTTPFields
    private var received: Result<ByteBuffer, APIError>?
    private var parsed: Content?

    init(_ request: Request, limit: Int) {
        stream = request.body
        self.limit = limit
        headers = request.headers
    }

    /// The media type, in lower case and without parameters.
    var mediaType: String? { headers[.contentType].map(MediaType.essence) }

    /// All of the body.
    mutating func bytes() async throws -> ByteBuffer {
        if let received { return try received.get() }
        let result = try await collect()
        received = result
        return try result.get()
    }

    private func collect() async throws -> Result<ByteBuffer, APIError> {
        do {
            return try await collectWithinLimit()
        } catch let error as CancellationError {
            throw error
        } catch {
            // The framing is wrong or the client has left in the middle: nothing that is the server's fault.
            return .failure(.brokenBody)
        }
    }

    private func collectWithinLimit() async throws -> Result<ByteBuffer, APIError> {
        let declaredLength = headers[.contentLength].flatMap { Int($0) } ?? 0
        var collected = ByteBuffer()
        var count = 0
        for try await piece in stream {
            count += piece.readableBytes
            if declaredLength > limit || count > limit {
                guard count < Self.drainedBytes else { break }
                collected.clear(minimumCapacity: 0)
            } else if collected.readableBytes == 0 {
                collected = piece
            } else {
                collected.writeImmutableBuffer(piece)
            }
        }
        guard declaredLength <= limit, count <= limit else { return .failure(.bodyTooLarge(limit: limit)) }
        return .success(collected)
    }

    /// The body as JSON or as a form; nothing at all counts as an empty object.
    mutating func content() async throws -> Content {
        if let parsed { return parsed }
        let bytes = try await bytes()
        let content: Content
        switch mediaType {
        case _ where bytes.readableBytes == 0: content = .json([:])
        case MediaType.json?, nil: content = .json(try JSONValue(parsing: bytes.readableBytesView))
        case MediaType.form?: content = .form(QueryItems(parsing: String(buffer: bytes)))
        case let other?: throw APIError.unsupportedMediaType(headers[.contentType] ?? other)
        }
        parsed = content
        return content
    }
}

extension Schema {
    /// The checked members of a body.
    func validated(_ content: ReceivedBody.Content) throws(APIError) -> JSONObject {
        switch content {
        case .json(.object(var object)):
            for key in Credential.bodyKeys { object[key] = nil }
            return try validatedBody(.object(object))
        case .json(let value): return try validatedBody(value)
        case .form(let items): return try validatedBody(.object(object(from: items)))
        }
    }

    /// The fields of a form as the members of an object; what is no text in JSON is written as JSON in a form.
    private func object(from items: QueryItems) -> JSONObject {
        guard case .object(let rule) = form else { return [:] }
        var object = JSONObject()
        for item in items.items where !Credential.bodyKeys.contains(item.name) {
            let field = rule.fields.first { $0.name == item.name }
            object[item.name] = field?.schema.value(fromForm: items.values(of: item.name)) ?? .string(item.value)
        }
        return object
    }

    private func value(fromForm texts: [String]) -> JSONValue {
        let last = texts.last ?? ""
        switch form {
        case .any, .map, .object: return (try? JSONValue(parsing: last)) ?? .string(last)
        case .array where texts.count > 1: return JSONValue(texts)
        case .array:
            if let list = try? JSONValue(parsing: last), list.arrayValue != nil { return list }
            return JSONValue(texts)
        case .boolean, .integer, .number, .string, .choice, .uuid, .date, .dateTime: return .string(last)
        }
    }
}
