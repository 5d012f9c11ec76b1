public import HTTPTypes
public import Hummingbird
public import JSON
import NIOCore

/// What a handler answers.
public struct APIResponse: Sendable {
    public var status: HTTPResponse.Status
    public var headers: HTTPFields
    public var body: ResponseBody

    public init(status: HTTPResponse.Status, headers: HTTPFields = [:], body: ResponseBody = ResponseBody()) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A JSON value.
    public static func json(
        _ value: JSONValue,
        status: HTTPResponse.Status = .ok,
        headers: HTTPFields = [:]
    ) -> APIResponse {
        .bytes(value.serialized(), MediaType.json, status: status, headers: headers)
    }

    /// Bytes that are ready to send.
    public static func bytes(
        _ bytes: some Sequence<UInt8>,
        _ mediaType: String,
        status: HTTPResponse.Status = .ok,
        headers: HTTPFields = [:]
    ) -> APIResponse {
        .buffer(ByteBuffer(bytes: bytes), mediaType, status: status, headers: headers)
    }

    /// A buffer that is ready to send; it is not copied, so one can be kept and answered many times.
    public static func buffer(
        _ buffer: ByteBuffer,
        _ mediaType: String,
        status: HTTPResponse.Status = .ok,
        headers: HTTPFields = [:]
    ) -> APIResponse {
        var response = APIResponse(status: status, headers: headers, body: ResponseBody(byteBuffer: buffer))
        response.headers[.contentType] = mediaType
        return response
    }

    /// A text in UTF-8.
    public static func text(_ text: String, status: HTTPResponse.Status = .ok) -> APIResponse {
        .bytes(text.utf8, "text/plain; charset=utf-8", status: status)
    }

    public static let noContent = APIResponse(status: .noContent)

    /// A body that is written piece by piece while it comes into being.
    ///
    /// The status and the headers are on their way before `write` starts: an error in it can only cut the body off.
    public static func stream(
        _ mediaType: String,
        length: Int? = nil,
        headers: HTTPFields = [:],
        write: @escaping @Sendable (inout BodyWriter) async throws -> Void
    ) -> APIResponse {
        let body = ResponseBody(contentLength: length) { writer in
            var pieces = BodyWriter(writer: writer)
            try await write(&pieces)
            try await pieces.writer.finish(nil)
        }
        var response = APIResponse(status: .ok, headers: headers, body: body)
        response.headers[.contentType] = mediaType
        return response
    }

    /// The envelope of an error.
    public init(_ error: APIError) {
        self = .json(error.body, status: error.status, headers: error.headers)
    }

    /// The same in the server library's type.
    var response: Response { Response(status: status, headers: headers, body: body) }
}

/// Takes the pieces of a streamed body; a write returns once the client has room for more.
public struct BodyWriter {
    fileprivate(set) var writer: any ResponseBodyWriter

    public mutating func write(_ bytes: some Sequence<UInt8>) async throws {
        try await writer.write(ByteBuffer(bytes: bytes))
    }

    public mutating func write(_ buffer: ByteBuffer) async throws {
        try await writer.write(buffer)
    }
}
