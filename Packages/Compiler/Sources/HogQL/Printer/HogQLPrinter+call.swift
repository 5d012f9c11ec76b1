/// Calls, windows, column sets and tags.
extension HogQLPrinter {
    mutating func print(_ call: Call) {
        write(Self.quoted(function: call.name))
        if let within = call.withinGroup {
            printArguments(call.parameters ?? [])
            write(" WITHIN GROUP (ORDER BY ")
            writeList(within) { $0.print($1) }
            return write(")")
        }
        if let parameters = call.parameters { printArguments(parameters) }
        write("(")
        if call.isDistinct { write(call.arguments.isEmpty ? "DISTINCT" : "DISTINCT ") }
        print(list: call.arguments)
        if let orderBy = call.orderBy {
            write(call.arguments.isEmpty && !call.isDistinct ? "ORDER BY " : " ORDER BY ")
            writeList(orderBy) { $0.print($1) }
        }
        write(")")
        guard let filter = call.filter else { return }
        write(" FILTER (WHERE ")
        print(filter)
        write(")")
    }

    private mutating func printArguments(_ arguments: [Expression]) {
        write("(")
        print(list: arguments)
        write(")")
    }

    mutating func print(_ call: ExpressionCall) {
        switch call.callee {
        case .field(let field) where field.chain.count > 1: print(field)
        case .expressionCall(let inner): print(inner)
        default:
            write("(")
            print(call.callee)
            write(")")
        }
        printArguments(call.arguments)
    }

    mutating func print(_ function: WindowFunction) {
        write(Self.quoted(function: function.name))
        printArguments(function.expressions ?? [])
        if let arguments = function.arguments, !arguments.isEmpty { printArguments(arguments) }
        write(" OVER ")
        if let window = function.window { print(window) } else { write(Self.quoted(function.windowName ?? "")) }
    }

    mutating func print(_ window: Window) {
        var clauses: [String] = []
        if let partitionBy = window.partitionBy {
            clauses.append("PARTITION BY " + partitionBy.map { Self.print($0) }.joined(separator: ", "))
        }
        if let orderBy = window.orderBy {
            clauses.append("ORDER BY " + orderBy.map { Self.print($0) }.joined(separator: ", "))
        }
        if let method = window.frameMethod, let start = window.frameStart {
            let start = text(of: start)
            let frame = window.frameEnd.map { "BETWEEN \(start) AND \(text(of: $0))" } ?? start
            clauses.append("\(method.rawValue) \(frame)")
        }
        write("(\(clauses.joined(separator: " ")))")
    }

    private func text(of bound: Window.Bound) -> String {
        guard bound.direction != .currentRow else { return "CURRENT ROW" }
        var printer = HogQLPrinter()
        if let distance = bound.distance {
            printer.print(distance, atLeast: Precedence.sum)
        } else {
            printer.write("UNBOUNDED")
        }
        return "\(printer.text) \(bound.direction.rawValue)"
    }

    // MARK: - Columns

    mutating func print(_ columns: Columns) {
        if let regex = columns.regex { return write("COLUMNS(\(Self.quoted(text: regex)))") }
        if let list = columns.columns {
            write("COLUMNS(")
            print(list: list)
            return write(")")
        }
        let excluded = columns.excluded.map { " EXCLUDE (\($0.map(path).joined(separator: ", ")))" } ?? ""
        guard let replacements = columns.replacements else { return write("*\(excluded)") }
        write("(*\(excluded) REPLACE (")
        writeList(replacements) { printer, replacement in
            printer.print(replacement.expression, atLeast: Precedence.alias + 1)
            printer.write(" AS \(Self.quoted(replacement.name))")
        }
        write("))")
    }

    private func path(_ name: String) -> String {
        name.split(separator: ".", omittingEmptySubsequences: false).map { Self.quoted(String($0)) }.joined(
            separator: "."
        )
    }

    // MARK: - Tags

    mutating func print(_ tag: Tag) {
        write("<\(tag.kind)")
        var children: [Expression]?
        for attribute in tag.attributes {
            switch attribute.value {
            case .many(let expressions): children = expressions
            case .one(let value):
                write(" \(attribute.name)")
                if case .constant(let constant) = value, constant.value == .bool(true) { continue }
                write("={")
                print(value)
                write("}")
            }
        }
        guard let children else { return write(" />") }
        write(">")
        for child in children {
            if case .tag(let tag) = child {
                print(tag)
            } else {
                print(Placeholder(child))
            }
        }
        write("</\(tag.kind)>")
    }
}
