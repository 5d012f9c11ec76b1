public import JSON

/// Expressions in the reference's node form.
extension ReferenceTree {
    public func value(_ expression: Expression) -> JSONValue {
        switch expression {
        case .constant(let node): value(node)
        case .field(let node): self.node("Field", node.range, [("chain", JSONValue(node.chain))])
        case .placeholder(let node): value(node)
        case .alias(let node):
            self.node("Alias", node.range, [("alias", .string(node.name)), ("expr", value(node.expression))])
        case .call(let node): value(node)
        case .expressionCall(let node):
            self.node("ExprCall", node.range, [("expr", value(node.callee)), ("args", expressions(node.arguments))])
        case .windowFunction(let node): value(node)
        case .namedArgument(let node):
            self.node("NamedArgument", nil, [("name", .string(node.name)), ("value", value(node.value))])
        case .positionalReference(let node):
            self.node("PositionalRef", node.range, [("index", JSONValue(node.index))])
        case .columns(let node): value(node)
        case .spread(let node): self.node("SpreadExpr", node.range, [("expr", value(node.expression))])
        case .tag(let node): value(node)
        case .subquery(let node): value(node.query)
        case .cast(let node):
            self.node(
                node.isTry ? "TryCast" : "TypeCast",
                node.range,
                [("expr", value(node.operand)), ("type_name", .string(node.typeName))]
            )
        default: operation(expression)
        }
    }

    private func operation(_ expression: Expression) -> JSONValue {
        switch expression {
        case .arithmetic(let node):
            binary("ArithmeticOperation", node.range, node.left, node.right, [("op", .string(node.operator.rawValue))])
        case .comparison(let node):
            binary(
                "CompareOperation",
                node.range,
                node.left,
                node.right,
                [("op", .string(node.operator.rawValue)), ("is_null_comparison_style", flag(node.isNullTest))]
            )
        case .and(let node): self.node("And", node.range, [("exprs", expressions(node.operands))])
        case .or(let node): self.node("Or", node.range, [("exprs", expressions(node.operands))])
        case .not(let node): self.node("Not", node.range, [("expr", value(node.operand))])
        case .between(let node):
            self.node(
                "BetweenExpr",
                node.range,
                [
                    ("expr", value(node.operand)), ("low", value(node.low)), ("high", value(node.high)),
                    ("negated", flag(node.isNegated)),
                ]
            )
        case .isDistinctFrom(let node):
            binary("IsDistinctFrom", node.range, node.left, node.right, [("negated", flag(node.isNegated))])
        default: collection(expression)
        }
    }

    private func binary(
        _ name: String,
        _ range: SourceRange?,
        _ left: Expression,
        _ right: Expression,
        _ members: [(String, JSONValue?)]
    ) -> JSONValue {
        node(name, range, members + [("left", value(left)), ("right", value(right))])
    }

    private func collection(_ expression: Expression) -> JSONValue {
        switch expression {
        case .arrayAccess(let node):
            self.node(
                "ArrayAccess",
                node.range,
                [
                    ("array", value(node.array)), ("property", value(node.property)),
                    ("nullish", flag(node.isNullish)),
                ]
            )
        case .arraySlice(let node):
            self.node(
                "ArraySlice",
                node.range,
                [
                    ("array", value(node.array)), ("start_expr", node.start.map(value)),
                    ("end_expr", node.end.map(value)),
                ]
            )
        case .tupleAccess(let node):
            self.node(
                "TupleAccess",
                node.range,
                [
                    ("tuple", value(node.tuple)), ("index", JSONValue(node.index)), ("nullish", flag(node.isNullish)),
                ]
            )
        case .tuple(let node): self.node("Tuple", node.range, [("exprs", expressions(node.elements))])
        case .array(let node): self.node("Array", node.range, [("exprs", expressions(node.elements))])
        case .dict(let node):
            self.node(
                "Dict",
                node.range,
                [("items", list(node.items) { [value($0.key), value($0.value)] })]
            )
        case .lambda(let node):
            self.node("Lambda", node.range, [("args", JSONValue(node.parameters)), ("expr", value(node.body))])
        default: .null
        }
    }

    // MARK: - Constants

    func value(_ constant: Constant) -> JSONValue {
        let (value, isNumber) = value(constant.value)
        return node("Constant", constant.range, [("value", value), ("value_type", isNumber ? "number" : nil)])
    }

    /// The value, and whether it is a number in the form of a text since JSON has none for it.
    private func value(_ value: Constant.Value) -> (JSONValue, Bool) {
        switch value {
        case .null: return (.null, false)
        case .bool(let value): return (.bool(value), false)
        case .integer(let value): return (JSONValue(value), false)
        case .bigInteger(let digits):
            guard digits.hasPrefix("0b"), let value = UInt64(digits.dropFirst(2), radix: 2) else {
                return (.string(digits), true)
            }
            return (JSONValue(value), false)
        case .float(let value):
            if value.isNaN { return ("NaN", true) }
            if value.isInfinite { return (value < 0 ? "-Infinity" : "Infinity", true) }
            return (JSONValue(value), false)
        case .string(let value): return (.string(value), false)
        }
    }

    func value(_ placeholder: Placeholder) -> JSONValue {
        node("Placeholder", placeholder.range, [("expr", value(placeholder.expression))])
    }

    // MARK: - Calls

    private func value(_ call: Call) -> JSONValue {
        node(
            "Call",
            call.range,
            [
                ("name", .string(call.name)),
                ("args", expressions(call.arguments)),
                ("params", call.parameters.map(expressions)),
                ("distinct", flag(call.isDistinct)),
                ("order_by", call.orderBy.map(orders)),
                ("filter_expr", call.filter.map(value)),
                ("within_group", call.withinGroup.map(orders)),
            ]
        )
    }

    private func value(_ function: WindowFunction) -> JSONValue {
        node(
            "WindowFunction",
            function.range,
            [
                ("name", .string(function.name)),
                ("exprs", function.expressions.map(expressions)),
                ("args", function.arguments.map(expressions)),
                ("over_expr", function.window.map(value)),
                ("over_identifier", function.windowName.map { .string($0) }),
            ]
        )
    }

    func value(_ window: Window) -> JSONValue {
        node(
            "WindowExpr",
            window.range,
            [
                ("partition_by", window.partitionBy.map(expressions)),
                ("order_by", window.orderBy.map(orders)),
                ("frame_method", window.frameMethod.map { .string($0.rawValue) }),
                ("frame_start", window.frameStart.map(value)),
                ("frame_end", window.frameEnd.map(value)),
            ]
        )
    }

    private func value(_ bound: Window.Bound) -> JSONValue {
        var distance = bound.distance.map(value)
        if case .constant(let constant) = bound.distance, case .integer(let value) = constant.value {
            distance = JSONValue(value)
        }
        let members: [(String, JSONValue?)] = [
            ("frame_type", .string(bound.direction.rawValue)), ("frame_value", distance),
        ]
        return node("WindowFrameExpr", bound.range, members)
    }

    // MARK: - Columns and tags

    private func value(_ columns: Columns) -> JSONValue {
        let replacements = columns.replacements.map { replacements in
            JSONValue.object(JSONObject(replacements.map { ($0.name, value($0.expression)) }))
        }
        return node(
            "ColumnsExpr",
            columns.range,
            [
                ("regex", columns.regex.map { .string($0) }),
                ("columns", columns.columns.map(expressions)),
                ("all_columns", flag(columns.isAll)),
                ("exclude", columns.excluded.map { JSONValue($0) }),
                ("replace", replacements),
            ]
        )
    }

    func value(_ tag: Tag) -> JSONValue {
        let attributes = list(tag.attributes) { attribute in
            let content: JSONValue
            switch attribute.value {
            case .one(let expression): content = value(expression)
            case .many(let children): content = expressions(children)
            }
            return node("HogQLXAttribute", attribute.range, [("name", .string(attribute.name)), ("value", content)])
        }
        return node("HogQLXTag", tag.range, [("kind", .string(tag.kind)), ("attributes", attributes)])
    }
}
