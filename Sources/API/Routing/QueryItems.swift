/// The parameters of a query string or of a form, in their order; a name may come more than once.
public struct QueryItems: Hashable, Sendable {
    /// One `name=value`, both decoded.
    public struct Item: Hashable, Sendable {
        public let name: String
        public let value: String
    }

    public private(set) var items: [Item]

    public init() {
        items = []
    }

    /// Reads what looks like `a=1&b=two+words&c=%C3%BC`.
    ///
    /// A broken escape stands for itself.
    public init(parsing text: some StringProtocol) {
        items = text.utf8.split(separator: UInt8(ascii: "&")).map { pair in
            guard let equals = pair.firstIndex(of: UInt8(ascii: "=")) else {
                return Item(name: Self.decoded(pair), value: "")
            }
            return Item(name: Self.decoded(pair[..<equals]), value: Self.decoded(pair[pair.index(after: equals)...]))
        }
    }

    public var isEmpty: Bool { items.isEmpty }

    /// The value of that name; of several the last one, as in Django.
    public subscript(name: String) -> String? {
        items.last { $0.name == name }?.value
    }

    /// All values of that name, in their order.
    public func values(of name: String) -> [String] {
        items.filter { $0.name == name }.map(\.value)
    }

    /// Replaces every value of that name with one, or with none.
    public mutating func set(_ name: String, to value: String?) {
        items.removeAll { $0.name == name }
        if let value { items.append(Item(name: name, value: value)) }
    }

    /// The items sorted by name and encoded again, as Django REST framework writes them in the links of a page.
    public var sortedText: String {
        let order = items.indices.sorted { (items[$0].name, $0) < (items[$1].name, $1) }
        return order.map { "\(Self.encoded(items[$0].name))=\(Self.encoded(items[$0].value))" }.joined(separator: "&")
    }

    // MARK: - Percent encoding

    private static func decoded(_ bytes: some Collection<UInt8>) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index != bytes.endIndex {
            let byte = bytes[index]
            index = bytes.index(after: index)
            switch byte {
            case UInt8(ascii: "+"): output.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                let digits = bytes[index...].prefix(2)
                guard digits.count == 2, let value = UInt8(hex: digits) else {
                    output.append(byte)
                    continue
                }
                output.append(value)
                index = bytes.index(index, offsetBy: 2)
            default: output.append(byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var output: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
                UInt8(ascii: "~"):
                output.append(byte)
            case UInt8(ascii: " "): output.append(UInt8(ascii: "+"))
            default: output.append(contentsOf: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Decodes the escapes of a part of a path, where `+` stands for itself.
    static func decodedPath(_ part: Substring) -> String {
        guard part.utf8.contains(UInt8(ascii: "%")) else { return String(part) }
        let kept = part.split(separator: "+", omittingEmptySubsequences: false)
        return kept.map { decoded($0.utf8) }.joined(separator: "+")
    }
}

extension UInt8 {
    /// The byte that two hexadecimal digits spell.
    fileprivate init?(hex digits: some Collection<UInt8>) {
        var value: UInt8 = 0
        for digit in digits {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | (digit - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | (digit - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | (digit - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        self = value
    }
}
