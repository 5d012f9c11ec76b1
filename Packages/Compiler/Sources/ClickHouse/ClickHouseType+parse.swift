extension ClickHouseType {
    /// Reads a type's name; what is not known in detail becomes ``other(_:)``, so that no name fails.
    public init(name: String) {
        var reader = TypeNameReader(name)
        self = reader.readType() ?? .other(name)
    }
}

/// Takes the names of types apart: a word, and in parentheses further types, numbers and strings.
private struct TypeNameReader {
    private let characters: [Character]
    private var position = 0

    init(_ name: String) {
        characters = Array(name)
    }

    mutating func readType() -> ClickHouseType? {
        let start = position
        let word = readWord()
        let arguments = readArguments()
        let name = String(characters[start..<position])
        return Self.type(word, arguments) ?? (word.isEmpty ? nil : .other(name))
    }

    private static func type(_ word: String, _ arguments: [String]) -> ClickHouseType? {
        let inner = { (index: Int) in
            arguments.indices.contains(index) ? ClickHouseType(name: arguments[index]) : ClickHouseType.nothing
        }
        switch word {
        case "Bool": return .bool
        case "String": return .string
        case "UUID": return .uuid
        case "Date": return .date
        case "Date32": return .date32
        case "JSON": return .json
        case "Nothing": return .nothing
        case "FixedString": return arguments.first.flatMap { Int($0) }.map { .fixedString(length: $0) }
        case "DateTime": return .dateTime(timezone: arguments.first.map(unquoted))
        case "DateTime64":
            return .dateTime64(
                precision: arguments.first.flatMap { Int($0) } ?? 3,
                timezone: arguments.dropFirst().first.map(unquoted)
            )
        case "Decimal":
            guard arguments.count == 2, let precision = Int(arguments[0]), let scale = Int(arguments[1]) else {
                return nil
            }
            return .decimal(precision: precision, scale: scale)
        case "Array": return .array(inner(0))
        case "Nullable": return inner(0) == .nothing ? .nothing : .nullable(inner(0))
        case "LowCardinality": return .lowCardinality(inner(0))
        case "Map": return .map(key: inner(0), value: inner(1))
        case "Tuple": return .tuple(arguments.map(tupleElement))
        default: return numeric(word)
        }
    }

    private static func numeric(_ word: String) -> ClickHouseType? {
        for (prefix, make) in [
            ("UInt", { ClickHouseType.uint(bits: $0) }), ("Int", { .int(bits: $0) }), ("Float", { .float(bits: $0) }),
        ] as [(String, (Int) -> ClickHouseType)] where word.hasPrefix(prefix) {
            return Int(word.dropFirst(prefix.count)).map(make)
        }
        return nil
    }

    private static func tupleElement(_ text: String) -> ClickHouseType.TupleElement {
        // `name Type` or `Type`; a type's own name holds no blank before its parenthesis.
        let head = text.prefix { $0 != "(" }
        guard let blank = head.firstIndex(of: " ") else { return .init(type: ClickHouseType(name: text)) }
        let name = text[..<blank].trimmed("`")
        return .init(name: name, type: ClickHouseType(name: String(text[text.index(after: blank)...])))
    }

    private static func unquoted(_ text: String) -> String { text[...].trimmed("'") }

    private mutating func readWord() -> String {
        let start = position
        while position < characters.count, characters[position].isLetter || characters[position].isNumber {
            position += 1
        }
        return String(characters[start..<position])
    }

    /// The texts between the commas of `(a, b(c, d))`, at the outermost level.
    private mutating func readArguments() -> [String] {
        guard position < characters.count, characters[position] == "(" else { return [] }
        position += 1
        var arguments: [String] = []
        var current = ""
        var depth = 0
        var quoted = false
        while position < characters.count {
            let character = characters[position]
            position += 1
            if character == "'" { quoted.toggle() }
            if !quoted {
                if character == ")", depth == 0 { break }
                if character == ",", depth == 0 {
                    arguments.append(current[...].trimmed(" "))
                    current = ""
                    continue
                }
                if character == "(" { depth += 1 }
                if character == ")" { depth -= 1 }
            }
            current.append(character)
        }
        let last = current[...].trimmed(" ")
        return arguments.isEmpty && last.isEmpty ? [] : arguments + [last]
    }
}

extension Substring {
    fileprivate func trimmed(_ character: Character) -> String {
        var text = self
        while text.first == character { text = text.dropFirst() }
        while text.last == character { text = text.dropLast() }
        return String(text)
    }
}
