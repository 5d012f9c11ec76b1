/// Queries, clause by clause.
extension HogQLPrinter {
    mutating func print(_ query: Query) {
        switch query {
        case .select(let select): print(select)
        case .set(let set): print(set)
        case .values(let values):
            write("VALUES ")
            writeList(values.rows) { printer, row in
                printer.write("(")
                printer.print(list: row)
                printer.write(")")
            }
        case .placeholder(let placeholder): print(placeholder)
        case .tag(let tag): print(tag)
        }
    }

    private mutating func print(_ set: SelectSetQuery) {
        // A clause behind the last SELECT would be read as its own.
        let isBare = set.limit == Limit() && ([set.first] + set.rest.map(\.query)).allSatisfy(canStandInSet)
        print(branch: set.first, isBare: isBare)
        for branch in set.rest {
            write(" \(branch.operator.rawValue) ")
            print(branch: branch.query, isBare: isBare)
        }
        print(set.limit)
    }

    private mutating func print(branch: Query, isBare: Bool) {
        if isBare { return print(branch) }
        write("(")
        print(branch)
        write(")")
    }

    private func canStandInSet(_ query: Query) -> Bool {
        switch query {
        case .select(let select): select.orderBy == nil && select.limit == Limit() && select.limitBy == nil
        case .placeholder: true
        case .set, .values, .tag: false
        }
    }

    private mutating func print(_ query: SelectQuery) {
        if let ctes = query.ctes, !ctes.isEmpty { print(ctes) }
        write(query.isDistinct ? "SELECT DISTINCT " : "SELECT ")
        print(list: query.select)
        if let from = query.from {
            write(" FROM ")
            print(from)
        }
        if let arrayJoin = query.arrayJoin { print(clause: arrayJoin.kind.rawValue, list: arrayJoin.expressions) }
        print(clause: "PREWHERE", query.prewhere)
        print(clause: "WHERE", query.where)
        if let groupBy = query.groupBy { print(groupBy) }
        if let modifier = query.groupModifier { write(" \(modifier.rawValue)") }
        print(clause: "HAVING", query.having)
        print(clause: "QUALIFY", query.qualify)
        if let windows = query.windows {
            write(" WINDOW ")
            writeList(windows) { printer, window in
                printer.write("\(Self.quoted(window.name)) AS ")
                printer.print(window.window)
            }
        }
        printOrder(of: query)
        if let limitBy = query.limitBy {
            print(clause: "LIMIT", limitBy.count)
            print(clause: "OFFSET", limitBy.offset)
            print(clause: "BY", list: limitBy.expressions)
        }
        print(query.limit)
    }

    private mutating func print(_ ctes: [CommonTableExpression]) {
        write(ctes[0].isRecursive ? "WITH RECURSIVE " : "WITH ")
        writeList(ctes) { $0.print($1) }
        write(" ")
    }

    private mutating func print(_ cte: CommonTableExpression) {
        switch cte.content {
        case .table(let query):
            write(Self.quoted(cte.name))
            if let columns = cte.columns { write(" (\(names(columns)))") }
            if let key = cte.usingKey { write(" USING KEY (\(names(key)))") }
            write(" AS ")
            if let isMaterialized = cte.isMaterialized { write(isMaterialized ? "MATERIALIZED " : "NOT MATERIALIZED ") }
            write("(")
            print(query)
            write(")")
        case .column(let expression):
            print(expression, atLeast: Precedence.alias + 1)
            write(" AS \(Self.quoted(cte.name))")
        }
    }

    func names(_ names: [String]) -> String { names.map { Self.quoted($0) }.joined(separator: ", ") }

    // MARK: - Clauses

    private mutating func print(_ groupBy: GroupBy) {
        write(" GROUP BY ")
        switch groupBy {
        case .expressions(let expressions): print(list: expressions)
        case .all: write("ALL")
        case .rollup(let expressions): print("ROLLUP", expressions)
        case .cube(let expressions): print("CUBE", expressions)
        case .groupingSets(let sets):
            write("GROUPING SETS (")
            writeList(sets) { $0.print("", $1.expressions) }
            write(")")
        }
    }

    private mutating func print(_ word: String, _ expressions: [Expression]) {
        write("\(word)(")
        print(list: expressions)
        write(")")
    }

    private mutating func printOrder(of query: SelectQuery) {
        guard let orderBy = query.orderBy else { return }
        write(" ORDER BY ")
        writeList(orderBy) { $0.print($1) }
        guard let interpolate = query.interpolate else { return }
        write(" INTERPOLATE")
        guard !interpolate.isEmpty else { return }
        write(" (")
        writeList(interpolate) { printer, element in
            // An alias is the whole expression here: `b AS c` alone is one.
            printer.print(element.expression, atLeast: element.value == nil ? Precedence.alias : Precedence.alias + 1)
            guard let value = element.value else { return }
            printer.write(" AS (")
            printer.print(value)
            printer.write(")")
        }
        write(")")
    }

    mutating func print(_ element: OrderExpression) {
        print(element.expression)
        if element.isDescending { write(" DESC") }
        guard let fill = element.fill else { return }
        write(" WITH FILL")
        print(clause: "FROM", fill.from)
        print(clause: "TO", fill.to)
        print(clause: "STEP", fill.step)
    }

    private mutating func print(_ limit: Limit) {
        if let count = limit.count {
            write(" LIMIT ")
            print(count, atLeast: Precedence.negation)
            if limit.isPercent { write(" %") }
            if limit.withTies { write(" WITH TIES") }
        }
        print(clause: "OFFSET", limit.offset)
    }
}
