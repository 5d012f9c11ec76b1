internal import ClickHouse

extension ClickHouseSQL {
    /// The statement as this engine takes it: every parameter written out as a literal of its type.
    ///
    /// Setting parameters in the session first would cost a second round trip for each query, and parameters bound
    /// through ADBC have been seen to cross between connections. This is the only place that decides it.
    var literalText: String { text(replacingParameters: \.literal) }
}

extension ClickHouseValue {
    /// The value as a constant expression of exactly ``type``.
    var literal: String {
        switch self {
        case .string, .bool: bare
        default: "CAST(\(bare), \(Self.quoted(type.description)))"
        }
    }

    /// The value without its type.
    private var bare: String {
        switch self {
        case .null: "NULL"
        case .bool(let value): value ? "true" : "false"
        case .int(let value): "\(value)"
        case .uint(let value): "\(value)"
        // As text, since ClickHouse reads that to the last digit, which its parser of number literals need not.
        case .float(let value): Self.quoted("\(value)")
        case .string(let value), .typed(let value, _): Self.quoted(value)
        case .array(let elements, let element):
            // Elements of one type need no type each; for others ClickHouse would look for a common one.
            "[" + elements.map { $0.type == element ? $0.bare : $0.literal }.joined(separator: ", ") + "]"
        case .tuple(let elements): "tuple(" + elements.map(\.bare).joined(separator: ", ") + ")"
        }
    }

    /// A string literal.
    ///
    /// What could end it, or the C string that the statement becomes, is escaped.
    private static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "'")]
        bytes.reserveCapacity(text.utf8.count + 2)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "0")]
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "'"))
        return String(decoding: bytes, as: UTF8.self)
    }
}
