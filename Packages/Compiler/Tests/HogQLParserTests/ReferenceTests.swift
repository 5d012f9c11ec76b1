import HogQL
import JSON
import Testing

/// The reference parser's trees for several hundred texts: each line of `Fixtures/reference` holds a text and its tree,
/// with the offset of every node, or says that the text is no HogQL.
struct ReferenceTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let mode: String
        let text: String
        let tree: JSONValue?

        var testDescription: String { "\(mode): \(text)" }

        static func all() throws -> [Case] {
            try Fixture.lines(in: "reference", "jsonl").map { line in
                let value = try JSONValue(parsing: line)
                let (mode, text) = (try #require(value["mode"]?.stringValue), try #require(value["text"]?.stringValue))
                return Case(mode: mode, text: text, tree: value["tree"])
            }
        }
    }

    @Test(arguments: try Case.all())
    func `a text has the tree and the offsets of the reference`(_ example: Case) throws {
        #expect(text(tree(of: example).map(simplified)) == text(example.tree.map(simplified)))
    }

    @Test(arguments: try Case.all().filter { $0.tree != nil && ["select", "expr"].contains($0.mode) })
    func `what is printed has the same tree again`(_ example: Case) throws {
        let tree = ReferenceTree(of: "")
        if example.mode == "select" {
            let query = try Parser.parseSelect(example.text)
            let again = try Parser.parseSelect(HogQLPrinter.print(query))
            #expect(text(withoutPlaces(tree.value(again))) == text(withoutPlaces(tree.value(query))))
        } else {
            let expression = try Parser.parseExpression(example.text)
            let again = try Parser.parseExpression(HogQLPrinter.print(expression))
            #expect(text(withoutPlaces(tree.value(again))) == text(withoutPlaces(tree.value(expression))))
        }
    }

    private func tree(of example: Case) -> JSONValue? {
        let tree = ReferenceTree(of: example.text, isTemplate: example.mode == "template")
        return switch example.mode {
        case "select": (try? Parser.parseSelect(example.text)).map(tree.value)
        case "expr": (try? Parser.parseExpression(example.text)).map(tree.value)
        case "order": (try? Parser.parseOrderExpression(example.text)).map(tree.value)
        case "template": (try? Parser.parseTemplate(example.text)).map(tree.template)
        default: (try? Parser.parseStringLiteral(example.text)).map { .string($0) }
        }
    }

    /// The tree as the fixtures have it: places as offsets, nothing that is absent by default, numbers by their value.
    private func simplified(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let elements): return .array(elements.map(simplified))
        case .number(let number): return number.integer == nil ? JSONValue(number.double) : value
        case .object(let object):
            let isConstant = object["node"] == "Constant"
            return .object(
                JSONObject(
                    object.compactMap { key, value in
                        if let offset = value["offset"], key == "start" || key == "end" { return (key, offset) }
                        let isDefault = value.isNull || value == false
                        return isDefault && !(isConstant && key == "value") ? nil : (key, simplified(value))
                    }
                )
            )
        default: return value
        }
    }

    private func text(_ value: JSONValue?) -> String { value?.text(.canonical) ?? "no tree" }

    private func withoutPlaces(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let elements): .array(elements.map(withoutPlaces))
        case .object(let object):
            .object(
                JSONObject(
                    object.compactMap { key, value in
                        key == "start" || key == "end" ? nil : (key, withoutPlaces(value))
                    }
                )
            )
        default: value
        }
    }
}
