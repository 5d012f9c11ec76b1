/// Writes a tree as HogQL, so that parsing the text gives the same tree again, places aside.
///
/// What the parser made of a text is written in its simpler form: `CASE` as a call of `multiIf`, `??` as `ifNull`.
public struct HogQLPrinter {
    var text = ""

    /// The text of a query.
    public static func print(_ query: Query) -> String {
        var printer = HogQLPrinter()
        printer.print(query)
        return printer.text
    }

    /// The text of an expression; columns without an alias are named by it.
    public static func print(_ expression: Expression) -> String {
        var printer = HogQLPrinter()
        printer.print(expression)
        return printer.text
    }

    /// The text of an element of an ORDER BY.
    public static func print(_ element: OrderExpression) -> String {
        var printer = HogQLPrinter()
        printer.print(element)
        return printer.text
    }

    mutating func write(_ fragment: String) {
        text += fragment
    }

    /// Writes elements with commas between them.
    mutating func writeList<Element>(_ elements: [Element], _ write: (inout HogQLPrinter, Element) -> Void) {
        for (index, element) in elements.enumerated() {
            if index > 0 { text += ", " }
            write(&self, element)
        }
    }

    mutating func print(list expressions: [Expression]) {
        writeList(expressions) { $0.print($1) }
    }

    mutating func print(clause keyword: String, _ expression: Expression?) {
        guard let expression else { return }
        write(" \(keyword) ")
        print(expression)
    }

    mutating func print(clause keyword: String, list expressions: [Expression]?) {
        guard let expressions else { return }
        write(" \(keyword) ")
        print(list: expressions)
    }
}

// MARK: - Names and texts

extension HogQLPrinter {
    /// Keywords that people use as names of columns and that mean nothing else there.
    private static let harmlessKeywords: Set<Keyword> = [
        .current, .cube, .date, .day, .filter, .first, .following, .grouping, .hour, .id, .key, .last, .local, .minute,
        .month,
        .name, .partition, .preceding, .quarter, .range, .row, .rows, .second, .sets, .step, .ties, .time, .timestamp,
        .totals, .week, .year, .zone,
    ]

    /// A name as it can stand anywhere: in back-ticks unless it is plain.
    static func quoted(_ name: String, afterDot isAfterDot: Bool = false) -> String {
        isPlain(name, isAfterDot: isAfterDot) ? name : "`\(escaped(name, quote: "`"))`"
    }

    private static func isPlain(_ name: String, isAfterDot: Bool) -> Bool {
        let bytes = Array(name.utf8)
        guard let first = bytes.first, Lexer.isNameStart(first), bytes.allSatisfy(Lexer.isNamePart) else {
            return false
        }
        if name == "f" || name == "F" { return true }
        guard let keyword = KeywordTable.shared.keyword(bytes[...]) else {
            return isAfterDot || !["true", "false"].contains(name.lowercased())
        }
        return !keyword.isReserved && (isAfterDot || harmlessKeywords.contains(keyword))
    }

    /// The name of a function: of keywords only those in back-ticks that begin something else before a bracket, too.
    static func quoted(function name: String) -> String {
        let bytes = Array(name.utf8)
        switch KeywordTable.shared.keyword(bytes[...]) {
        case .from, .select, .with, .distinct, .columns, .where, .prewhere, .having, .qualify, .limit, .offset,
            .settings,
            .sample, .union:
            return "`\(name)`"
        default: return quoted(name, afterDot: true)
        }
    }

    /// A name behind AS: some that are plain elsewhere are refused there.
    static func quotedAlias(_ name: String) -> String {
        name.lowercased() == "team_id" ? "`\(name)`" : quoted(name)
    }

    static func quoted(text: String) -> String { "'\(escaped(text, quote: "'"))'" }

    private static func escaped(_ text: String, quote: Character) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\t": escaped += "\\t"
            case "\r": escaped += "\\r"
            case _ where Character(character) == quote: escaped += String(repeating: quote, count: 2)
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
