import CZlib

/// How a segment of the log is laid out: a header, then records, each after its length and checksum.
///
/// A record is what one request appended. A crash can tear the last records of the last segment; their requests were
/// not answered yet, so what does not check is cut off.
enum SegmentFormat {
    static let header = Array("HOGLOG1\n".utf8)
    /// Length and checksum.
    static let prefixSize = 8
    /// More than any request can hold, so that a torn length is recognised as such.
    static let largestRecord = 512 * 1024 * 1024

    /// Appends a record.
    static func write(_ payload: [UInt8], to output: inout [UInt8]) {
        var writer = ByteWriter()
        writer.write(UInt32(payload.count))
        writer.write(checksum(of: payload[...]))
        output.append(contentsOf: writer.bytes)
        output.append(contentsOf: payload)
    }

    /// What a segment holds, and how far it can be trusted.
    struct Content {
        var records: [ArraySlice<UInt8>] = []
        /// Where the whole records end.
        var validSize = 0
    }

    /// Reads the records up to the end or to the first that is torn.
    static func content(of segment: [UInt8]) -> Content {
        var content = Content()
        guard segment.starts(with: header) else { return content }
        content.validSize = header.count
        var reader = ByteReader(segment.dropFirst(header.count))
        while let record = nextRecord(&reader) {
            content.records.append(record)
            content.validSize = record.endIndex
        }
        return content
    }

    private static func nextRecord(_ reader: inout ByteReader) -> ArraySlice<UInt8>? {
        guard let size = try? reader.readInteger(UInt32.self), let expected = try? reader.readInteger(UInt32.self),
            size <= largestRecord, let record = try? reader.take(Int(size)), checksum(of: record) == expected
        else { return nil }
        return record
    }

    private static func checksum(of bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.withUnsafeBufferPointer { buffer in
            UInt32(truncatingIfNeeded: crc32(0, buffer.baseAddress, UInt32(buffer.count)))
        }
    }
}
