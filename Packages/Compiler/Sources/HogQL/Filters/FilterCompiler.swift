import JSON

/// Turns the filters of a request into a condition, as a HogQL tree.
struct FilterCompiler {
    private let context: CompilationContext

    init(_ context: CompilationContext) {
        self.context = context
    }

    /// Which field of a table tells when a row happened.
    private static let timeFields = [
        "events": "timestamp", "sessions": "$start_timestamp", "groups": "created_at", "persons": "created_at",
        "ai_events": "timestamp", "logs": "timestamp",
    ]

    var lowerBound: Expression? { context.filters.dateFrom.flatMap(RelativeDate.lowerBound)?.expression }
    var upperBound: Expression? { context.filters.dateTo.flatMap(RelativeDate.upperBound)?.expression }

    /// What `{filters}` stands for in a SELECT from a table: true if there are none.
    func condition(on table: TreeRewriter.FilteredTable?, at range: SourceRange?) throws(HogQLError) -> Expression {
        guard let table, let timeField = Self.timeFields[table.name] else {
            throw HogQLError(
                .placeholder,
                "{filters} can only be used in a SELECT from events, sessions, persons or groups.",
                at: range
            )
        }
        var conditions: [Expression] = []
        let time = Expression.field(Field([table.alias, timeField]))
        let filters = context.filters
        for filter in filters.properties + (filters.filtersTestAccounts ? filters.testAccountProperties : []) {
            conditions.append(try condition(filter, on: table, at: range))
        }
        if let upperBound { conditions.append(.comparison(Comparison(.less, time, upperBound))) }
        if let lowerBound { conditions.append(.comparison(Comparison(.greaterOrEqual, time, lowerBound))) }
        return Self.all(conditions)
    }

    /// All of the conditions; true if there are none.
    static func all(_ conditions: [Expression]) -> Expression {
        switch conditions.count {
        case 0: .constant(Constant(.bool(true)))
        case 1: conditions[0]
        default: .and(Logical(conditions))
        }
    }

    static func any(_ conditions: [Expression]) -> Expression {
        conditions.count == 1 ? conditions[0] : .or(Logical(conditions))
    }

    // MARK: - One filter

    /// One property filter as a condition on a table's rows.
    func condition(
        _ filter: PropertyFilter,
        on table: TreeRewriter.FilteredTable,
        at range: SourceRange?
    ) throws(HogQLError) -> Expression {
        if filter.kind == .hogql { return try parse(filter.key, at: range) }
        let property = FilteredProperty(
            expression: .field(Field(try path(of: filter, on: table, at: range))),
            type: type(of: filter)
        )
        return property.condition(filter.operator, filter.value)
    }

    /// A HogQL filter; a problem in it is the filter's, so its place in its own text is left out.
    private func parse(_ text: String, at range: SourceRange?) throws(HogQLError) -> Expression {
        do {
            return try Parser.parseExpression(text)
        } catch {
            throw HogQLError(.filter, "The filter '\(text)' is no HogQL expression: \(error.message)", at: range)
        }
    }

    private func path(
        of filter: PropertyFilter,
        on table: TreeRewriter.FilteredTable,
        at range: SourceRange?
    ) throws(HogQLError) -> [String] {
        let isEvents = table.name == "events"
        switch filter.kind {
        case .event, .feature: return [table.alias, "properties", filter.key]
        case .person:
            return isEvents
                ? [table.alias, "person", "properties", filter.key] : [table.alias, "properties", filter.key]
        case .group:
            guard isEvents else { return [table.alias, "properties", filter.key] }
            return [table.alias, "group_\(filter.groupTypeIndex ?? 0)", "properties", filter.key]
        case .session: return isEvents ? [table.alias, "session", filter.key] : [table.alias, filter.key]
        case .cohort, .element, .hogql:
            throw HogQLError(
                .unsupported,
                "A filter of the type '\(filter.kind.rawValue)' is not supported yet.",
                at: range
            )
        }
    }

    private func type(of filter: PropertyFilter) -> PropertyTypes.PropertyType? {
        switch filter.kind {
        case .event, .feature: context.properties.event[filter.key]
        case .person: context.properties.person[filter.key]
        case .group: context.properties.group[filter.groupTypeIndex ?? 0]?[filter.key]
        case .session, .cohort, .element, .hogql: nil
        }
    }
}
