import ClickHouse

extension ClickHousePrinter {
    mutating func print(_ query: ResolvedQuery) throws(HogQLError) {
        switch query {
        case .select(let select): try print(select)
        case .set(let set): try print(set)
        }
    }

    private mutating func print(_ set: ResolvedSet) throws(HogQLError) {
        let limited = set.limit.count != nil || set.limit.offset != nil
        if limited { write("SELECT * FROM (") }
        try branch(set.first)
        for next in set.rest {
            write(" \(next.operator.rawValue) ")
            try branch(next.query)
        }
        if limited {
            write(")")
            try print(set.limit)
        }
    }

    private mutating func branch(_ query: ResolvedQuery) throws(HogQLError) {
        write("(")
        try print(query)
        write(")")
    }

    private mutating func print(_ select: ResolvedSelect) throws(HogQLError) {
        write(select.isDistinct ? "SELECT DISTINCT " : "SELECT ")
        try list(select.columns) { (printer, column) throws(HogQLError) in try printer.print(column) }
        try printSources(of: select)
        if let arrayJoin = select.arrayJoin {
            write(" \(arrayJoin.kind == .inner ? ArrayJoin.Kind.plain.rawValue : arrayJoin.kind.rawValue) ")
            try list(arrayJoin.expressions)
        }
        try clause("PREWHERE", select.prewhere)
        try printCondition(of: select)
        try print(select.groupBy)
        try clause("HAVING", select.having)
        try clause("QUALIFY", select.qualify)
        if !select.orderBy.isEmpty {
            write(" ORDER BY ")
            try orderList(select.orderBy)
        }
        try print(select.limitBy)
        try print(select.limit)
    }

    private mutating func print(_ column: ResolvedColumn) throws(HogQLError) {
        // A column that is an alias itself keeps the one it has.
        if case .alias(let inner, let name) = column.expression.node, name == column.alias {
            try print(inner)
        } else {
            try print(column.expression)
        }
        write(" AS ")
        write(name: column.alias)
    }

    private mutating func clause(_ keyword: String, _ expression: ResolvedExpression?) throws(HogQLError) {
        guard let expression else { return }
        write(" \(keyword) ")
        try print(expression)
    }

    private mutating func print(_ groupBy: ResolvedGroupBy?) throws(HogQLError) {
        switch groupBy {
        case nil: return
        case .all: write(" GROUP BY ALL")
        case .expressions(let expressions):
            write(" GROUP BY ")
            try list(expressions)
        case .rollup(let expressions):
            write(" GROUP BY ROLLUP(")
            try list(expressions)
            write(")")
        case .cube(let expressions):
            write(" GROUP BY CUBE(")
            try list(expressions)
            write(")")
        case .sets(let sets):
            write(" GROUP BY GROUPING SETS (")
            try list(sets) { (printer, set) throws(HogQLError) in
                printer.write("(")
                try printer.list(set)
                printer.write(")")
            }
            write(")")
        }
    }

    private mutating func print(_ limitBy: ResolvedLimitBy?) throws(HogQLError) {
        guard let limitBy else { return }
        write(" LIMIT ")
        try print(limitBy.count)
        if let offset = limitBy.offset {
            write(" OFFSET ")
            try print(offset)
        }
        write(" BY ")
        try list(limitBy.expressions)
    }

    private mutating func print(_ limit: ResolvedLimit) throws(HogQLError) {
        if let count = limit.count {
            write(" LIMIT ")
            try print(count)
            if limit.withTies { write(" WITH TIES") }
        }
        if let offset = limit.offset {
            write(" OFFSET ")
            try print(offset)
        }
    }
}
