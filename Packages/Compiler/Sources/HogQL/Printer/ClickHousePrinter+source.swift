import ClickHouse

extension ClickHousePrinter {
    mutating func printSources(of select: ResolvedSelect) throws(HogQLError) {
        for source in select.sources {
            write(source.joinType.map { " \($0) " } ?? " FROM ")
            try print(source.relation, source.alias)
            try print(source.condition)
        }
    }

    private mutating func print(_ relation: ResolvedSource.Relation, _ alias: String) throws(HogQLError) {
        switch relation {
        case .stored(let table):
            write(name: table.storage.name)
        case .query(let query):
            write("(")
            try print(query)
            write(")")
        case .instance(let instance):
            write("(")
            try print(instance.query)
            write(")")
        case .demanded(let table):
            write("(")
            try print(.select(table.select))
            write(")")
        case .numbers(let arguments):
            write("numbers(")
            try list(arguments)
            write(")")
        }
        write(" AS ")
        write(name: alias)
        if case .stored(let table) = relation, table.storage.isVersioned { write(" FINAL") }
    }

    private mutating func print(_ condition: ResolvedSource.JoinCondition?) throws(HogQLError) {
        switch condition {
        case nil: return
        case .on(let expression):
            write(" ON ")
            try print(expression)
        case .using(let names):
            write(" USING (")
            try list(names) { (printer, name) in printer.write(name: name) }
            write(")")
        }
    }

    /// The guards of the tables come first: they are what the engine's index starts with.
    ///
    /// A table stands here only if joins cannot bring rows of it back that its guard removes (see ``DemandedTable``), so
    /// its guard belongs to WHERE.
    mutating func printCondition(of select: ResolvedSelect) throws(HogQLError) {
        var keyword = " WHERE "
        for source in select.sources {
            guard case .stored(let table) = source.relation else { continue }
            guard let tenant = table.guardedBy else {
                throw HogQLError(.query, "The table \(table.storage.name) has no tenant guard.", at: nil)
            }
            write(keyword)
            equals(source.alias, "team_id", tenant.projectID)
            keyword = " AND "
            guard let marker = table.storage.deletionMarker else { continue }
            write(keyword)
            equals(source.alias, marker, 0)
        }
        guard let condition = select.condition else { return }
        write(keyword)
        try print(condition)
    }

    private mutating func equals(_ source: String, _ column: String, _ value: Int) {
        write("equals(")
        write(name: source)
        write(".\(column), \(value))")
    }
}
