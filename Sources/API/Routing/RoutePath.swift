/// The path of a route below its mount, for example `datasets/{id:uuid}/exports/{number:int}`.
///
/// A part in braces is a parameter. Its type decides which texts are a resource's id at all (anything else is 404)
/// and in which spelling the handler gets it.
public struct RoutePath: Hashable, Sendable, ExpressibleByStringLiteral {
    /// What a parameter may look like.
    public enum ParameterType: String, Sendable {
        /// Any text.
        case text
        /// A UUID in any spelling; handlers get the lower-case one with dashes.
        case uuid
        /// Decimal digits.
        case int
    }

    /// One parameter of the path.
    struct Parameter: Hashable, Sendable {
        let name: String
        let type: ParameterType
    }

    /// The path without slashes at its ends and without types: `datasets/{id}/exports/{number}`.
    let pattern: String
    let parameters: [Parameter]

    public init(stringLiteral path: String) {
        self.init(path)
    }

    public init(_ path: String) {
        var parameters: [Parameter] = []
        let parts = path.split(separator: "/").map { part -> String in
            guard let open = part.firstIndex(of: "{"), let close = part.lastIndex(of: "}") else { return String(part) }
            let words = part[part.index(after: open)..<close].split(separator: ":")
            let name = String(words.first ?? "")
            let type = words.count > 1 ? ParameterType(rawValue: String(words[1])) : .text
            parameters.append(Parameter(name: name, type: type ?? .text))
            return "\(part[..<open]){\(name)}\(part[part.index(after: close)...])"
        }
        self.pattern = parts.joined(separator: "/")
        self.parameters = parameters
    }
}

extension RoutePath.ParameterType {
    /// The spelling that handlers see; nil when `text` cannot be an id of this type.
    func canonical(_ text: String) -> String? {
        switch self {
        case .text: text.isEmpty ? nil : text
        case .uuid: Self.canonicalUUID(text)
        case .int: !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? text : nil
        }
    }

    /// Lower case with dashes, from 32 hexadecimal digits with all dashes or none.
    private static func canonicalUUID(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        let dashes = [8, 13, 18, 23]
        guard bytes.count == 32 || (bytes.count == 36 && dashes.allSatisfy { bytes[$0] == UInt8(ascii: "-") })
        else { return nil }
        var result: [UInt8] = []
        result.reserveCapacity(36)
        for (index, byte) in bytes.enumerated() where bytes.count == 32 || !dashes.contains(index) {
            if dashes.contains(result.count) { result.append(UInt8(ascii: "-")) }
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): result.append(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): result.append(byte | 0x20)
            default: return nil
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
