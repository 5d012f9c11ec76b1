import JSON

/// Writes rows as lines of JSON, member by member, without building them first.
struct RowWriter {
    private(set) var bytes: [UInt8] = []
    private(set) var count = 0
    private var isFirst = true

    /// Writes one row; `fill` writes its members.
    mutating func writeRow(_ fill: (inout RowWriter) -> Void) {
        bytes.append(UInt8(ascii: "{"))
        isFirst = true
        fill(&self)
        bytes.append(UInt8(ascii: "}"))
        bytes.append(UInt8(ascii: "\n"))
        count += 1
    }

    mutating func write(_ name: StaticString, _ value: Int64) {
        writeName(name)
        bytes.append(contentsOf: String(value).utf8)
    }

    mutating func write(_ name: StaticString, _ value: Bool) {
        writeName(name)
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    mutating func write(_ name: StaticString, _ value: EngineUUID) {
        writeName(name)
        bytes.append(UInt8(ascii: "\""))
        value.write(to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes a text; an empty one is left out, since that is what a column holds anyway.
    mutating func write(_ name: StaticString, _ text: String) {
        guard !text.isEmpty else { return }
        writeName(name)
        writeText(text)
    }

    /// Writes a value that is JSON already.
    mutating func write(_ name: StaticString, json: [UInt8]) {
        writeName(name)
        bytes.append(contentsOf: json)
    }

    private mutating func writeName(_ name: StaticString) {
        if isFirst { isFirst = false } else { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func writeText(_ text: String) {
        var text = text
        let isPlain = text.withUTF8 { utf8 in
            guard utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) else {
                return false
            }
            bytes.append(UInt8(ascii: "\""))
            bytes.append(contentsOf: utf8)
            bytes.append(UInt8(ascii: "\""))
            return true
        }
        if !isPlain { JSONValue.write(text, to: &bytes) }
    }
}
