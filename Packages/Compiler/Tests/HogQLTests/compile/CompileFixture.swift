import ClickHouse
import Foundation
import HogQL
import JSON

/// A case of a file in `Fixtures/compile`: HogQL, a line `----`, and the SQL or the error that must come out.
///
/// Cases of one file are parted by lines `====`. With `UPDATE_FIXTURES=1` the expectations are written anew.
struct CompileFixture: CustomStringConvertible, Sendable {
    let file: String
    let index: Int
    let input: String
    let expected: String

    var description: String { "\(file) \(index): \(input.prefix(80))" }

    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/compile")

    static func all() throws -> [CompileFixture] {
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "txt" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
        return try files.flatMap(cases)
    }

    private static func cases(of file: URL) throws -> [CompileFixture] {
        let name = file.deletingPathExtension().lastPathComponent
        let entries = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n====\n")
        let cases = entries.enumerated().map { index, entry in
            let parts = (entry + "\n").components(separatedBy: "\n----\n")
            let input = parts[0].trimmingCharacters(in: .newlines)
            let expected = isUpdating ? output(of: input) : parts.dropFirst().joined().trimmingCharacters(in: .newlines)
            return CompileFixture(file: name, index: index + 1, input: input, expected: expected)
        }
        if isUpdating {
            let text = cases.map { "\($0.input)\n----\n\($0.expected)" }.joined(separator: "\n====\n") + "\n"
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        return cases
    }

    private static var isUpdating: Bool { ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] == "1" }

    /// What a text compiles to: the SQL and its parameters, or the error with its place.
    static func output(of source: String) -> String {
        do {
            let query = try HogQLCompiler().compile(source, in: .example)
            let parameters = query.sql.parameters.map { "\n\($0.name) = \($0.value.shown)" }.joined()
            return query.sql.text + parameters
        } catch {
            guard let range = error.range else { return "error: \(error.message)" }
            let position = SourcePosition(of: range.lowerBound, in: source)
            let hint = error.hint.map { " \($0)" } ?? ""
            return "error \(position.line):\(position.column): \(error.message)\(hint)"
        }
    }
}

extension ClickHouseValue {
    fileprivate var shown: String {
        switch self {
        case .string(let text): "'\(text)'"
        case .array(let elements, _): "[" + elements.map(\.shown).joined(separator: ", ") + "]"
        default: "\(self)"
        }
    }
}

extension CompilationContext {
    /// The project of the fixtures: number 7, in Berlin, with a few properties, variables and filters.
    static var example: CompilationContext {
        var context = CompilationContext(projectID: 7, timezone: "Europe/Berlin")
        context.weekStartDay = .monday
        context.properties.event = ["amount": .numeric, "is_gift": .boolean, "paid_at": .dateTime, "$browser": .string]
        context.properties.person = ["age": .numeric]
        context.properties.group = [0: ["employees": .numeric]]
        context.groupTypes = ["company": 0]
        context.variables = ["b": "Chrome", "names": ["a", "b"], "n": 3, "nothing": nil]
        context.values = ["floor": 50]
        context.filters.dateFrom = "-7d"
        context.filters.properties = [PropertyFilter(key: "$browser", value: ["Chrome"])]
        return context
    }
}
