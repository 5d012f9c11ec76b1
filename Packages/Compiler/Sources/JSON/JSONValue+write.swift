extension JSONValue {
    /// How a value is written.
    public enum Style: Sendable {
        /// Members in their own order, no blanks: what goes over the wire.
        case compact
        /// Members sorted by name, no blanks: equal values give equal bytes, so it can be compared, hashed and cached.
        case canonical
    }

    /// The value as compact JSON in UTF-8; characters beyond ASCII are not escaped.
    public func serialized(_ style: Style = .compact) -> [UInt8] {
        var output: [UInt8] = []
        write(to: &output, style)
        return output
    }

    /// The same as ``serialized(_:)``, as text.
    public func text(_ style: Style = .compact) -> String {
        String(decoding: serialized(style), as: UTF8.self)
    }

    /// Appends the value to `output`.
    public func write(to output: inout [UInt8], _ style: Style = .compact) {
        switch self {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let number): output.append(contentsOf: number.text.utf8)
        case .string(let value): Self.write(value, to: &output)
        case .array(let elements): Self.write(elements, to: &output, style)
        case .object(let object): Self.write(object, to: &output, style)
        }
    }

    private static func write(_ elements: [JSONValue], to output: inout [UInt8], _ style: Style) {
        output.append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            element.write(to: &output, style)
        }
        output.append(UInt8(ascii: "]"))
    }

    private static func write(_ object: JSONObject, to output: inout [UInt8], _ style: Style) {
        let members =
            switch style {
            case .compact: object.members
            case .canonical: object.members.sorted { $0.key < $1.key }
            }
        output.append(UInt8(ascii: "{"))
        for (index, member) in members.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            write(member.key, to: &output)
            output.append(UInt8(ascii: ":"))
            member.value.write(to: &output, style)
        }
        output.append(UInt8(ascii: "}"))
    }

    /// Appends `text` as a JSON string, with its quotes.
    public static func write(_ text: String, to output: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(contentsOf: [UInt8(ascii: "\\"), byte])
            case 0x0A: output.append(contentsOf: "\\n".utf8)
            case 0x0D: output.append(contentsOf: "\\r".utf8)
            case 0x09: output.append(contentsOf: "\\t".utf8)
            case 0..<0x20:
                output.append(contentsOf: "\\u00".utf8)
                output.append(digits[Int(byte >> 4)])
                output.append(digits[Int(byte & 15)])
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
