import ClickHouse

/// Writes a resolved query down as ClickHouse SQL.
///
/// Values become parameters and names are quoted, so what a user wrote never becomes text. Every table of the engine is
/// printed with the condition that keeps it to one project; one without is refused.
struct ClickHousePrinter {
    var sql = ClickHouseSQL()

    static func print(_ query: ResolvedQuery) throws(HogQLError) -> ClickHouseSQL {
        var printer = ClickHousePrinter()
        try printer.print(query)
        return printer.sql
    }

    mutating func write(_ text: String) { sql.append(text: text) }

    mutating func write(name: String) { sql.append(identifier: name) }

    /// Prints elements with commas between them.
    mutating func list<Element>(
        _ elements: [Element],
        _ print: (inout ClickHousePrinter, Element) throws(HogQLError) -> Void
    ) throws(HogQLError) {
        for (index, element) in elements.enumerated() {
            if index > 0 { write(", ") }
            try print(&self, element)
        }
    }

    mutating func list(_ expressions: [ResolvedExpression]) throws(HogQLError) {
        try list(expressions) { (printer, expression) throws(HogQLError) in try printer.print(expression) }
    }
}
