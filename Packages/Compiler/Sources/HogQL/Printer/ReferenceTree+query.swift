public import JSON

/// Queries in the reference's node form.
extension ReferenceTree {
    public func value(_ query: Query) -> JSONValue {
        switch query {
        case .select(let select): value(select)
        case .set(let set): value(set)
        case .values(let values): node("ValuesQuery", values.range, [("rows", list(values.rows, expressions))])
        case .placeholder(let placeholder): value(placeholder)
        case .tag(let tag): value(tag)
        }
    }

    public func value(_ element: OrderExpression) -> JSONValue {
        let fill = element.fill.map { fill in
            node(
                "WithFillExpr",
                fill.range,
                [
                    ("from_value", fill.from.map(value)), ("to_value", fill.to.map(value)),
                    ("step_value", fill.step.map(value)),
                ]
            )
        }
        return node(
            "OrderExpr",
            element.range,
            [
                ("expr", value(element.expression)), ("order", element.isDescending ? "DESC" : "ASC"),
                ("with_fill", fill),
            ]
        )
    }

    private func value(_ set: SelectSetQuery) -> JSONValue {
        let rest = list(set.rest) { branch in
            let members: [(String, JSONValue?)] = [
                ("set_operator", .string(branch.operator.rawValue)), ("select_query", value(branch.query)),
            ]
            return node("SelectSetNode", nil, members)
        }
        let members: [(String, JSONValue?)] = [
            ("initial_select_query", value(set.first)), ("subsequent_select_queries", rest),
        ]
        return node("SelectSetQuery", set.range, members + limitMembers(set.limit))
    }

    private func limitMembers(_ limit: Limit) -> [(String, JSONValue?)] {
        [
            ("limit", limit.count.map(value)),
            ("offset", limit.offset.map(value)),
            ("limit_with_ties", flag(limit.withTies)),
            ("limit_percent", flag(limit.isPercent)),
        ]
    }

    private func value(_ query: SelectQuery) -> JSONValue {
        let windows = query.windows.map { windows in
            JSONValue.object(JSONObject(windows.map { ($0.name, value($0.window)) }))
        }
        let members: [(String, JSONValue?)] = [
            ("ctes", query.ctes.map { list($0, value) }),
            ("distinct", flag(query.isDistinct)),
            ("select", expressions(query.select)),
            ("select_from", query.from.map(value)),
            ("array_join_op", query.arrayJoin.map { .string($0.kind.rawValue) }),
            ("array_join_list", query.arrayJoin.map { expressions($0.expressions) }),
            ("prewhere", query.prewhere.map(value)),
            ("where", query.where.map(value)),
            ("having", query.having.map(value)),
            ("qualify", query.qualify.map(value)),
            ("window_exprs", windows),
            ("order_by", query.orderBy.map(orders)),
            ("interpolate", query.interpolate.map { list($0, value) }),
            ("limit_by", query.limitBy.map(value)),
        ]
        return node("SelectQuery", query.range, members + groupMembers(query.groupBy) + limitMembers(query.limit))
    }

    private func groupMembers(_ groupBy: GroupBy?) -> [(String, JSONValue?)] {
        switch groupBy {
        case nil: []
        case .expressions(let elements): [("group_by", expressions(elements))]
        case .all: [("group_by_mode", "all")]
        case .rollup(let elements): [("group_by", expressions(elements)), ("group_by_mode", "rollup")]
        case .cube(let elements): [("group_by", expressions(elements)), ("group_by_mode", "cube")]
        case .groupingSets(let sets):
            [
                ("group_by", list(sets) { node("GroupingSet", $0.range, [("exprs", expressions($0.expressions))]) }),
                ("group_by_mode", "grouping_sets"),
            ]
        }
    }

    private func value(_ cte: CommonTableExpression) -> JSONValue {
        let content: (String, JSONValue)
        switch cte.content {
        case .table(let query): content = ("subquery", value(query))
        case .column(let expression): content = ("column", value(expression))
        }
        return node(
            "CTE",
            cte.range,
            [
                ("name", .string(cte.name)),
                ("cte_type", .string(content.0)),
                ("expr", content.1),
                ("recursive", flag(cte.isRecursive)),
                ("columns", cte.columns.map { JSONValue($0) }),
                ("using_key", cte.usingKey.map { JSONValue($0) }),
                ("materialized", cte.isMaterialized.map { .bool($0) }),
            ]
        )
    }

    private func value(_ element: Interpolation) -> JSONValue {
        let members: [(String, JSONValue?)] = [
            ("expr", value(element.expression)), ("value", element.value.map(value)),
        ]
        return node("InterpolateExpr", element.range, members)
    }

    private func value(_ limit: LimitBy) -> JSONValue {
        let members: [(String, JSONValue?)] = [
            ("n", value(limit.count)), ("offset_value", limit.offset.map(value)),
            ("exprs", expressions(limit.expressions)),
        ]
        return node("LimitByExpr", limit.range, members)
    }
}
