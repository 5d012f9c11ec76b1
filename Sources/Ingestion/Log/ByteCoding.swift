/// Appends values in the form that ``ByteReader`` reads: little-endian, texts and lists after their length.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func write(_ uuid: EngineUUID) {
        write(uuid.high)
        write(uuid.low)
    }

    mutating func write(_ value: [UInt8]) {
        write(UInt32(value.count))
        bytes.append(contentsOf: value)
    }

    mutating func write(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            write(UInt32(utf8.count))
            bytes.append(contentsOf: utf8)
        }
    }
}

/// Reads what ``ByteWriter`` wrote; every read fails rather than pass the end.
struct ByteReader {
    struct Truncated: Error {}

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func readInteger<Value: FixedWidthInteger>(_: Value.Type = Value.self) throws(Truncated) -> Value {
        let bytes = try take(MemoryLayout<Value>.size)
        return Value(littleEndian: bytes.withUnsafeBytes { $0.loadUnaligned(as: Value.self) })
    }

    mutating func readUUID() throws(Truncated) -> EngineUUID {
        EngineUUID(high: try readInteger(), low: try readInteger())
    }

    mutating func readBytes() throws(Truncated) -> [UInt8] {
        Array(try take(Int(try readInteger(UInt32.self))))
    }

    mutating func readText() throws(Truncated) -> String {
        String(decoding: try take(Int(try readInteger(UInt32.self))), as: UTF8.self)
    }

    mutating func take(_ count: Int) throws(Truncated) -> ArraySlice<UInt8> {
        guard count <= rest.count else { throw Truncated() }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }
}
