import JSON

/// Tables and joins in the reference's node form.
extension ReferenceTree {
    func value(_ join: JoinExpression) -> JSONValue {
        let constraint = join.constraint.map { constraint in
            let members: [(String, JSONValue?)] = [
                ("expr", value(constraint.expression)), ("constraint_type", .string(constraint.kind.rawValue)),
            ]
            return node("JoinConstraint", constraint.range, members)
        }
        var arguments: JSONValue?
        if case .function(_, let elements) = join.table { arguments = expressions(elements) }
        return node(
            "JoinExpr",
            join.range,
            [
                ("table", table(join.table)),
                ("table_args", arguments),
                ("alias", join.alias.map { .string($0) }),
                ("column_aliases", join.columnAliases.map { JSONValue($0) }),
                ("table_final", flag(join.isFinal)),
                ("sample", join.sample.map(value)),
                ("join_type", join.joinType.map { .string($0) }),
                ("constraint", constraint),
                ("next_join", join.next.map(value)),
            ]
        )
    }

    private func table(_ table: JoinExpression.Table) -> JSONValue {
        switch table {
        case .name(let field): return value(.field(field))
        case .function(let field, _): return node("Field", nil, [("chain", JSONValue(field.chain))])
        case .query(let query): return value(query)
        case .pivot(let pivot):
            let columns = list(pivot.columns) { column in
                let members: [(String, JSONValue?)] = [
                    ("column", value(column.column)), ("values", expressions(column.values)),
                ]
                return node("PivotColumn", nil, members)
            }
            return node(
                "PivotExpr",
                pivot.range,
                [
                    ("table", source(pivot.table)), ("aggregates", expressions(pivot.aggregates)),
                    ("columns", columns), ("group_by", pivot.groupBy.map(expressions)),
                ]
            )
        case .unpivot(let unpivot): return value(unpivot)
        }
    }

    private func value(_ unpivot: Unpivot) -> JSONValue {
        let columns = list(unpivot.columns) { column in
            node(
                "UnpivotColumn",
                nil,
                [
                    ("value_columns", oneOrTuple(column.values)), ("name_columns", oneOrTuple(column.names)),
                    ("unpivot_values", expressions(column.unpivoted)),
                ]
            )
        }
        return node(
            "UnpivotExpr",
            unpivot.range,
            [
                ("table", source(unpivot.table)), ("columns", columns),
                ("include_nulls", flag(unpivot.includesNulls)),
            ]
        )
    }

    private func oneOrTuple(_ elements: [Expression]) -> JSONValue {
        elements.count == 1 ? value(elements[0]) : node("Tuple", nil, [("exprs", expressions(elements))])
    }

    /// What is pivoted: a table alone, or a join expression when it has a place of its own.
    private func source(_ join: JoinExpression) -> JSONValue {
        join.range == nil ? table(join.table) : value(join)
    }

    private func value(_ sample: Sample) -> JSONValue {
        let members: [(String, JSONValue?)] = [
            ("sample_value", value(sample.ratio)), ("offset_value", sample.offset.map(value)),
        ]
        return node("SampleExpr", sample.range, members)
    }

    private func value(_ ratio: Sample.Ratio) -> JSONValue {
        switch ratio {
        case .placeholder(let placeholder): value(placeholder)
        case .fraction(let fraction):
            node(
                "RatioExpr",
                fraction.range,
                [("left", value(fraction.left)), ("right", fraction.right.map(value))]
            )
        }
    }
}
