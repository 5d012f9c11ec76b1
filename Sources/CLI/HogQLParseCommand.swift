import ArgumentParser
import Foundation
import HogQL
import JSON

/// `hoglet hogql parse`: the tree of each text, in the reference parser's node form, for comparing the two.
struct HogQLParseCommand: ParsableCommand {
    enum Mode: String, ExpressibleByArgument, CaseIterable {
        case select
        case expr
        case order
        case program
        case template
        case string
    }

    static let configuration = CommandConfiguration(
        commandName: "parse",
        abstract: "Parse texts: JSON lines in, JSON lines out.",
        discussion: """
            A line is {"id", "mode"?, "text"}; its answer is {"id", "ok": true, "ast"} or \
            {"id", "ok": false, "error": {"message", "start", "end"}}, places in Unicode code points.
            """
    )

    @Option(help: "What the texts are, where a line does not say.")
    var mode = Mode.select

    func run() throws {
        while let line = readLine(strippingNewline: true) {
            guard !line.isEmpty else { continue }
            let answer = answer(to: line).serialized() + [UInt8(ascii: "\n")]
            try FileHandle.standardOutput.write(contentsOf: Data(answer))
        }
    }

    private func answer(to line: String) -> JSONValue {
        guard let request = try? JSONValue(parsing: line), let text = request["text"]?.stringValue else {
            return [
                "id": nil, "ok": false, "error": ["message": "A line is {\"id\", \"text\"}.", "start": 0, "end": 0],
            ]
        }
        let id = request["id"] ?? .null
        let mode = request["mode"]?.stringValue.flatMap(Mode.init) ?? mode
        let tree = ReferenceTree(of: text, isTemplate: mode == .template)
        do {
            return ["id": id, "ok": true, "ast": try Self.parse(text, mode, tree)]
        } catch {
            return ["id": id, "ok": false, "error": tree.value(error)]
        }
    }

    private static func parse(_ text: String, _ mode: Mode, _ tree: ReferenceTree) throws(HogQLError) -> JSONValue {
        switch mode {
        case .select: tree.value(try Parser.parseSelect(text))
        case .expr: tree.value(try Parser.parseExpression(text))
        case .order: tree.value(try Parser.parseOrderExpression(text))
        case .template: tree.template(try Parser.parseTemplate(text))
        case .string: .string(try Parser.parseStringLiteral(text))
        case .program: throw HogQLError(.unsupported, "Hog programs are not supported yet", at: 0..<text.utf8.count)
        }
    }
}
