public import JSON

/// Writes a tree in the node form of the reference parser, for comparing the two.
///
/// Places are lines, columns and offsets in Unicode code points. In a whole template they count from behind an `F'`
/// that the reference puts before the text.
public struct ReferenceTree {
    private let places: SourcePlaces

    public init(of source: String, isTemplate: Bool = false) {
        places = SourcePlaces(source, shift: isTemplate ? 2 : 0)
    }

    /// The tree of a whole template: what is made of all its pieces begins where the reference puts its `F'`.
    public func template(_ expression: Expression) -> JSONValue {
        switch expression {
        case .call(var call) where call.range?.lowerBound == 0:
            call.range = call.range.map { -2..<$0.upperBound }
            return value(.call(call))
        case .constant(var constant) where constant.range == 0..<0:
            constant.range = -2..<0
            return value(.constant(constant))
        default: return value(expression)
        }
    }

    // MARK: - Nodes

    func node(_ name: String, _ range: SourceRange?, _ members: [(String, JSONValue?)]) -> JSONValue {
        var object = JSONObject()
        object["node"] = .string(name)
        for (key, value) in members { object[key] = value }
        if let range {
            object["start"] = places.place(of: range.lowerBound)
            object["end"] = places.place(of: range.upperBound)
        }
        return .object(object)
    }

    func flag(_ value: Bool) -> JSONValue? { value ? true : nil }

    func list<Element>(_ elements: [Element], _ transform: (Element) -> JSONValue) -> JSONValue {
        .array(elements.map(transform))
    }

    func expressions(_ elements: [Expression]) -> JSONValue { list(elements, value) }

    func orders(_ elements: [OrderExpression]) -> JSONValue { list(elements, value) }
}

/// The line, the column and the offset of each place in a text, in Unicode code points.
private struct SourcePlaces {
    private let bytes: [UInt8]
    private let shift: Int
    /// The code points before every 64th byte, and the lines.
    private var marks: [(points: Int, lines: Int, lineStart: Int)] = []

    init(_ source: String, shift: Int) {
        bytes = Array(source.utf8)
        self.shift = shift
        // A byte order mark counts as nothing.
        var mark = (points: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? -1 : 0, lines: 1, lineStart: 0)
        for (index, byte) in bytes.enumerated() {
            if index % 64 == 0 { marks.append(mark) }
            Self.count(byte, in: &mark)
        }
        if marks.isEmpty { marks.append(mark) }
    }

    private static func count(_ byte: UInt8, in mark: inout (points: Int, lines: Int, lineStart: Int)) {
        if byte & 0xC0 != 0x80 { mark.points += 1 }
        if byte == 0x0A {
            mark.lines += 1
            mark.lineStart = mark.points
        }
    }

    func place(of offset: Int) -> JSONValue {
        let block = min(offset / 64, marks.count - 1)
        var mark = marks[block]
        for index in (block * 64)..<max(block * 64, min(offset, bytes.count)) { Self.count(bytes[index], in: &mark) }
        return [
            "line": JSONValue(mark.lines),
            "column": JSONValue(max(0, mark.points - mark.lineStart) + shift + min(offset, 0)),
            "offset": JSONValue(max(0, mark.points) + shift + min(offset, 0)),
        ]
    }
}

// MARK: - Errors

extension ReferenceTree {
    /// An error as the reference reports it: its text and where it starts and ends.
    public func value(_ error: HogQLError) -> JSONValue {
        let range = error.range ?? 0..<0
        let (start, end) = (places.place(of: range.lowerBound), places.place(of: range.upperBound))
        return [
            "message": .string(error.message),
            "start": start["offset"] ?? 0,
            "end": end["offset"] ?? 0,
        ]
    }
}
