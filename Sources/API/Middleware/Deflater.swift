import CZlib
import NIOCore

/// Makes one gzip stream out of pieces.
final class Deflater {
    /// A little more than the fastest level: most of the saving at a third of the default's time.
    private static let level: Int32 = 3
    /// The largest window, plus 16 for a gzip header in place of zlib's own.
    private static let windowBits: Int32 = 15 + 16
    private static let memoryLevel: Int32 = 8
    private static let chunkSize = 64 << 10

    /// At an address of its own, since zlib's state points back to it.
    private let stream: UnsafeMutablePointer<z_stream>

    /// Nil when there is no memory for it.
    init?() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let status = deflateInit2_(
            stream,
            Self.level,
            Z_DEFLATED,
            Self.windowBits,
            Self.memoryLevel,
            Z_DEFAULT_STRATEGY,
            ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size)
        )
        guard status == Z_OK else {
            stream.deallocate()
            return nil
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// What can be passed on after this piece; may be nothing yet.
    func compress(_ piece: ByteBuffer) -> ByteBuffer {
        run(piece, flush: Z_NO_FLUSH)
    }

    /// What is left, and the end of the stream.
    func finish() -> ByteBuffer {
        run(ByteBuffer(), flush: Z_FINISH)
    }

    private func run(_ piece: ByteBuffer, flush: Int32) -> ByteBuffer {
        var output = ByteBuffer()
        piece.withUnsafeReadableBytes { input in
            // zlib takes a pointer to mutable bytes but never writes through it.
            stream.pointee.next_in = UnsafeMutablePointer(
                mutating: input.bindMemory(to: UInt8.self).baseAddress
            )
            stream.pointee.avail_in = UInt32(clamping: input.count)
            repeat {
                output.writeWithUnsafeMutableBytes(minimumWritableBytes: Self.chunkSize) { space in
                    stream.pointee.next_out = space.bindMemory(to: UInt8.self).baseAddress
                    stream.pointee.avail_out = UInt32(clamping: space.count)
                    _ = deflate(stream, flush)
                    return space.count - Int(stream.pointee.avail_out)
                }
            } while stream.pointee.avail_out == 0
        }
        return output
    }
}
