import ClickHouse

extension ClickHousePrinter {
    mutating func print(_ expression: ResolvedExpression) throws(HogQLError) {
        switch expression.node {
        case .null: write("NULL")
        case .flag(let value): write(value ? "1" : "0")
        case .number(let digits): write(digits)
        case .parameter(let value): sql.append(value: value)
        case .word(let text): write(Self.literal(text))
        case .column(let source, let name): column(source, name)
        case .subcolumn(let subcolumn): print(subcolumn)
        case .text(let full, _): try print(full)
        case .zoned(let moment, let timezone):
            write("toTimeZone(")
            try print(moment)
            write(", \(Self.literal(timezone)))")
        case .name(let name): write(name: name)
        case .call(let call): try print(call)
        case .window(let call): try print(call)
        case .lambda(let parameters, let body): try lambda(parameters, body)
        case .alias(let inner, let name):
            write("(")
            try print(inner)
            write(" AS ")
            write(name: name)
            write(")")
        case .subquery(let query):
            write("(")
            try print(query)
            write(")")
        }
    }

    /// A word of the compiler's as a string; no user's text comes here.
    private static func literal(_ word: String) -> String {
        var text = "'"
        for character in word {
            if character == "'" || character == "\\" { text.append("\\") }
            text.append(character)
        }
        return text + "'"
    }

    private mutating func column(_ source: String, _ name: String) {
        write(name: source)
        write(".")
        write(name: name)
    }

    private mutating func print(_ subcolumn: ResolvedExpression.Subcolumn) {
        column(subcolumn.source, subcolumn.column)
        for (index, key) in subcolumn.path.enumerated() {
            write(index == 0 && subcolumn.part == .object ? ".^" : ".")
            write(name: Self.storedKey(key))
        }
        if subcolumn.part == .string { write(".:String") }
    }

    /// The name under which the engine keeps a key: its paths are split at dots, so a dot in a key is escaped.
    private static func storedKey(_ key: String) -> String {
        guard key.contains(".") else { return key }
        return key.split(separator: ".", omittingEmptySubsequences: false).joined(separator: "%2E")
    }

    private mutating func lambda(_ parameters: [String], _ body: ResolvedExpression) throws(HogQLError) {
        write("(")
        try list(parameters) { (printer, name) in printer.write(name: name) }
        write(") -> ")
        try print(body)
    }
}

// MARK: - Calls

extension ClickHousePrinter {
    private mutating func print(_ call: ResolvedCall) throws(HogQLError) {
        write(call.function)
        if let parameters = call.parameters {
            write("(")
            try list(parameters)
            write(")")
        }
        write("(")
        if call.isDistinct { write("DISTINCT ") }
        try list(call.arguments)
        write(")")
    }

    private mutating func print(_ call: ResolvedWindowCall) throws(HogQLError) {
        try print(call.call)
        write(" OVER (")
        try print(call.window)
        write(")")
    }

    private mutating func print(_ window: ResolvedWindow) throws(HogQLError) {
        var separator = ""
        if !window.partitionBy.isEmpty {
            write("PARTITION BY ")
            try list(window.partitionBy)
            separator = " "
        }
        if !window.orderBy.isEmpty {
            write(separator + "ORDER BY ")
            try orderList(window.orderBy)
            separator = " "
        }
        guard let frame = window.frame else { return }
        write(separator + frame.method.rawValue + " ")
        if let end = frame.end {
            write("BETWEEN ")
            try print(frame.start)
            write(" AND ")
            try print(end)
        } else {
            try print(frame.start)
        }
    }

    private mutating func print(_ bound: ResolvedWindow.Bound) throws(HogQLError) {
        if bound.direction == .currentRow {
            write("CURRENT ROW")
            return
        }
        if let distance = bound.distance { try print(distance) } else { write("UNBOUNDED") }
        write(" " + bound.direction.rawValue)
    }

    mutating func orderList(_ order: [ResolvedOrder]) throws(HogQLError) {
        try list(order) { (printer, element) throws(HogQLError) in
            try printer.print(element.expression)
            printer.write(element.isDescending ? " DESC" : " ASC")
            try printer.print(element.fill)
        }
    }

    private mutating func print(_ fill: ResolvedOrder.Fill?) throws(HogQLError) {
        guard let fill else { return }
        write(" WITH FILL")
        for (word, expression) in [("FROM", fill.from), ("TO", fill.to), ("STEP", fill.step)] {
            guard let expression else { continue }
            write(" \(word) ")
            try print(expression)
        }
    }
}
