/// Tables and joins.
extension HogQLPrinter {
    mutating func print(_ join: JoinExpression) {
        print(table: join)
        var following = join.next
        while let table = following {
            write(" \(words(of: table.joinType ?? "CROSS JOIN")) ")
            print(table: table)
            if let constraint = table.constraint { print(constraint) }
            following = table.next
        }
    }

    /// The type of a join in the order in which it can be parsed: `LEFT ANTI ASOF JOIN` is written `ASOF ANTI LEFT JOIN`.
    private func words(of joinType: String) -> String {
        let words = joinType.split(separator: " ")
        guard words.count >= 4, words[words.count - 2] == "ASOF" else { return joinType }
        let strictness = words[words.count - 3]
        guard strictness == "ANTI" || strictness == "SEMI" else { return joinType }
        return (["ASOF", strictness] + words.dropLast(3) + ["JOIN"]).joined(separator: " ")
    }

    private mutating func print(_ constraint: JoinExpression.Constraint) {
        write(" \(constraint.kind.rawValue) ")
        switch (constraint.kind, constraint.expression) {
        case (.on, let expression): print(expression)
        case (.using, .tuple(let names)) where names.range == nil: print(parenthesized: names.elements)
        case (.using, let name): print(parenthesized: [name])
        }
    }

    private mutating func print(parenthesized expressions: [Expression]) {
        write("(")
        print(list: expressions)
        write(")")
    }

    private mutating func print(table join: JoinExpression) {
        print(join.table)
        if let alias = join.alias {
            write(" AS \(Self.quotedAlias(alias))")
            if let columns = join.columnAliases { write(" (\(names(columns)))") }
        }
        if join.isFinal { write(" FINAL") }
        guard let sample = join.sample else { return }
        write(" SAMPLE ")
        print(sample.ratio)
        guard let offset = sample.offset else { return }
        write(" OFFSET ")
        print(offset)
    }

    private mutating func print(_ table: JoinExpression.Table) {
        switch table {
        case .name(let field): print(field)
        case .function(let field, let arguments):
            print(field)
            print(parenthesized: arguments)
        case .query(.placeholder(let placeholder)): print(placeholder)
        case .query(.tag(let tag)): print(tag)
        case .query(let query):
            write("(")
            print(query)
            write(")")
        case .pivot(let pivot): print(pivot)
        case .unpivot(let unpivot):
            print(source: unpivot.table)
            write(unpivot.includesNulls ? " UNPIVOT INCLUDE NULLS (" : " UNPIVOT (")
            writeList(unpivot.columns) { printer, column in
                printer.print(oneOrTuple: column.values)
                printer.write(" FOR ")
                printer.print(oneOrTuple: column.names)
                printer.write(" IN ")
                printer.print(parenthesized: column.unpivoted)
            }
            write(")")
        }
    }

    private mutating func print(_ pivot: Pivot) {
        print(source: pivot.table)
        write(" PIVOT (")
        print(list: pivot.aggregates)
        write(" FOR")
        for column in pivot.columns {
            write(" ")
            print(oneOrTuple: [column.column])
            write(" IN ")
            print(parenthesized: column.values)
        }
        print(clause: "GROUP BY", list: pivot.groupBy)
        write(")")
    }

    /// What is pivoted; several tables together in parentheses.
    private mutating func print(source: JoinExpression) {
        guard source.next != nil else { return print(source) }
        write("(")
        print(source)
        write(")")
    }

    private mutating func print(oneOrTuple elements: [Expression]) {
        guard elements.count == 1 else { return print(parenthesized: elements) }
        if case .tuple(let tuple) = elements[0] { return print(parenthesized: tuple.elements) }
        print(elements[0], atLeast: Precedence.sum)
    }

    private mutating func print(_ ratio: Sample.Ratio) {
        switch ratio {
        case .placeholder(let placeholder): print(placeholder)
        case .fraction(let fraction):
            print(fraction.left)
            guard let right = fraction.right else { return }
            write("/")
            print(right)
        }
    }
}
