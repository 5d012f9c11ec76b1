import JSON

/// A property that a filter asks about.
struct FilteredProperty {
    let expression: Expression
    let type: PropertyTypes.PropertyType?

    func condition(_ operator: PropertyFilter.Operator, _ value: JSONValue) -> Expression {
        switch `operator` {
        case .isSet: return compare(.notEqual, .constant(Constant(.null)))
        case .isNotSet: return compare(.equal, .constant(Constant(.null)))
        case .between, .notBetween: return between(value, isNegated: `operator` == .notBetween)
        default: break
        }
        guard case .array(let values) = value else { return condition(`operator`, one: value) }
        switch values.count {
        case 0: return .constant(Constant(.bool(true)))
        case 1: return condition(`operator`, one: values[0])
        default: return condition(`operator`, anyOf: values)
        }
    }

    /// Several values: any of them may match, or with a negative operator none.
    private func condition(_ operator: PropertyFilter.Operator, anyOf values: [JSONValue]) -> Expression {
        switch `operator` {
        case .exact, .in: return compare(.in, .tuple(Elements(values.map(constant))))
        case .isNot, .notIn: return compare(.notIn, .tuple(Elements(values.map(constant))))
        case .notContains, .notRegex: return FilterCompiler.all(values.map { condition(`operator`, one: $0) })
        default: return FilterCompiler.any(values.map { condition(`operator`, one: $0) })
        }
    }

    private func condition(_ operator: PropertyFilter.Operator, one value: JSONValue) -> Expression {
        switch `operator` {
        case .isNot, .notIn: compare(.notEqual, constant(value))
        case .contains: .comparison(Comparison(.ilike, text, .constant(Constant(.string("%\(Self.text(of: value))%")))))
        case .notContains:
            .comparison(Comparison(.notILike, text, .constant(Constant(.string("%\(Self.text(of: value))%")))))
        case .regex: .comparison(Comparison(.regex, text, .constant(Constant(.string(Self.text(of: value))))))
        case .notRegex: .comparison(Comparison(.notRegex, text, .constant(Constant(.string(Self.text(of: value))))))
        case .greater: compare(.greater, amount(value))
        case .greaterOrEqual, .minimum: compare(.greaterOrEqual, amount(value))
        case .less: compare(.less, amount(value))
        case .lessOrEqual, .maximum: compare(.lessOrEqual, amount(value))
        case .dateExact: .comparison(Comparison(.equal, moment, date(value)))
        case .dateBefore: .comparison(Comparison(.less, moment, date(value)))
        case .dateAfter: .comparison(Comparison(.greater, moment, date(value)))
        default: compare(.equal, constant(value))
        }
    }

    private func between(_ value: JSONValue, isNegated: Bool) -> Expression {
        guard case .array(let bounds) = value, bounds.count == 2 else { return .constant(Constant(.bool(true))) }
        let inside = Between(expression, low: amount(bounds[0]), high: amount(bounds[1]), isNegated: false)
        return isNegated ? .not(Not(.between(inside))) : .between(inside)
    }

    // MARK: - Sides

    private func compare(_ operator: Comparison.Operator, _ right: Expression) -> Expression {
        .comparison(Comparison(`operator`, expression, right))
    }

    private var text: Expression {
        type == nil || type == .string ? expression : .call(Call("toString", [expression]))
    }

    private var moment: Expression {
        type == .dateTime ? expression : .call(Call("toDateTime", [expression]))
    }

    private func date(_ value: JSONValue) -> Expression {
        RelativeDate(Self.text(of: value), isTruncated: false).expression
    }

    /// The value in the type that the property has.
    private func constant(_ value: JSONValue) -> Expression {
        if value.isNull { return .constant(Constant(.null)) }
        let text = Self.text(of: value)
        switch type {
        case .numeric: return Self.number(text) ?? .constant(Constant(.null))
        case .boolean where text == "true" || text == "false": return .constant(Constant(.bool(text == "true")))
        case .dateTime: return date(value)
        default: return .constant(Constant(.string(text)))
        }
    }

    /// The value for a comparison of sizes: a number if it is one.
    private func amount(_ value: JSONValue) -> Expression {
        if type == .dateTime { return date(value) }
        let text = Self.text(of: value)
        // What is no number is neither more nor less than one.
        return Self.number(text) ?? .constant(Constant(type == .numeric ? .null : .string(text)))
    }

    private static func number(_ text: String) -> Expression? {
        if let integer = Int64(text) { return .constant(Constant(.integer(integer))) }
        guard let double = Double(text), double.isFinite else { return nil }
        return .constant(Constant(.float(double)))
    }

    /// A JSON value as a property would read it.
    private static func text(of value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .bool(let flag): flag ? "true" : "false"
        case .number(let number): number.text
        case .null: ""
        case .array, .object: String(decoding: value.serialized(.compact), as: UTF8.self)
        }
    }
}
