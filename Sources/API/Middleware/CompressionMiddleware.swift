import HTTPTypes
import Hummingbird
import NIOCore

/// Sends answers as gzip to clients that accept it.
///
/// Left alone are small bodies, formats that are compressed already, what has an encoding, and event streams, whose
/// events must not wait in a buffer.
struct CompressionMiddleware: RouterMiddleware {
    /// Below this size a packet is not saved.
    static let minimumLength = 1024
    /// Up to this length a body is compressed as a whole, so that its new length can be told.
    private static let maximumWholeLength = 1 << 20

    private static let mediaTypes: Set = [
        MediaType.json, MediaType.ndjson, MediaType.csv, MediaType.html, MediaType.text, "text/markdown", "text/vtt",
        "application/javascript", "text/javascript", "text/css", "image/svg+xml",
    ]

    func handle(
        _ request: Request,
        context: APIContext,
        next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        guard Self.isCompressible(response) else { return response }
        response.headers.addVary("Accept-Encoding")
        guard let accepted = request.headers[.acceptEncoding], Self.acceptsGzip(accepted), request.method != .head,
            let deflater = Deflater()
        else { return response }
        response.headers[.contentEncoding] = "gzip"
        if let length = response.body.contentLength, length <= Self.maximumWholeLength {
            let writer = CollectingWriter()
            try await response.body.write(GzipWriter(writer, deflater))
            response.body = ResponseBody(byteBuffer: writer.collected.buffer)
        } else {
            response.headers[.contentLength] = nil
            let body = response.body
            response.body = ResponseBody { writer in
                guard let deflater = Deflater() else { throw APIError.internalFault }
                try await body.write(GzipWriter(writer, deflater))
            }
        }
        return response
    }

    private static func isCompressible(_ response: Response) -> Bool {
        guard response.status != .noContent, response.status != .notModified, response.status != .partialContent,
            response.headers[.contentEncoding] == nil, let type = response.headers[.contentType]
        else { return false }
        if let length = response.body.contentLength, length < minimumLength { return false }
        return mediaTypes.contains(MediaType.essence(of: type))
    }

    /// Whether an `Accept-Encoding` header names gzip (or everything) without `q=0`.
    static func acceptsGzip(_ header: String) -> Bool {
        if header == "gzip" { return true }
        var accepts = false
        for part in header.split(separator: ",") {
            let words = part.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            guard let name = words.first, name == "gzip" || name == "*" else { continue }
            let quality = words.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            if name == "gzip" { return quality > 0 }
            accepts = quality > 0
        }
        return accepts
    }
}

/// Compresses what is written to it and passes it on.
private struct GzipWriter: ResponseBodyWriter {
    private var writer: any ResponseBodyWriter
    private let deflater: Deflater

    init(_ writer: any ResponseBodyWriter, _ deflater: Deflater) {
        self.writer = writer
        self.deflater = deflater
    }

    mutating func write(_ buffer: ByteBuffer) async throws {
        let compressed = deflater.compress(buffer)
        if compressed.readableBytes > 0 { try await writer.write(compressed) }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
        try await writer.write(deflater.finish())
        try await writer.finish(trailingHeaders)
    }
}

/// Keeps what is written to it.
private struct CollectingWriter: ResponseBodyWriter {
    /// Shared by the copies that are made of a writer.
    final class Collected {
        var buffer = ByteBuffer()
    }

    let collected = Collected()

    mutating func write(_ buffer: ByteBuffer) async throws {
        collected.buffer.writeImmutableBuffer(buffer)
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
