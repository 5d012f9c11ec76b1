import CZlib

/// Unpacks gzip and zlib data, up to a limit: a few packed kilobytes can stand for gigabytes.
enum Inflate {
    enum Failure: Error {
        case corrupt
        case tooLarge
    }

    /// The first bytes of gzip data with the only method there is.
    static let gzipMagic: [UInt8] = [0x1F, 0x8B, 0x08]

    /// Unpacks gzip or zlib data, whichever it is.
    static func inflate(_ packed: [UInt8], limit: Int) throws(Failure) -> [UInt8] {
        var stream = z_stream()
        let windowBitsForBothFormats: Int32 = 15 + 32
        guard inflateInit2_(&stream, windowBitsForBothFormats, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { throw .corrupt }
        defer { inflateEnd(&stream) }
        var input = packed
        return try inflate(&input, with: &stream, limit: limit)
    }

    private static func inflate(
        _ input: inout [UInt8],
        with stream: inout z_stream,
        limit: Int
    ) throws(Failure) -> [UInt8] {
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        let status = input.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(input.count)
            var status = Z_OK
            while status == Z_OK, output.count <= limit {
                let produced = chunk.withUnsafeMutableBufferPointer { chunk in
                    stream.next_out = chunk.baseAddress
                    stream.avail_out = UInt32(chunk.count)
                    status = CZlib.inflate(&stream, Z_NO_FLUSH)
                    return chunk.count - Int(stream.avail_out)
                }
                output.append(contentsOf: chunk[..<produced])
            }
            return status
        }
        guard output.count <= limit else { throw .tooLarge }
        guard status == Z_STREAM_END else { throw .corrupt }
        return output
    }
}
