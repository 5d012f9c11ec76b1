import ClickHouse

/// Making the sides of a comparison comparable.
extension Resolver {
    /// The sides of a comparison in the cheapest form that compares alike.
    func comparable(
        _ left: ResolvedExpression,
        _ right: ResolvedExpression,
        _ operator: Comparison.Operator
    ) -> (ResolvedExpression, ResolvedExpression) {
        if right.isConstant { return comparable(left, constant: right, `operator`) }
        if left.isConstant {
            let (value, constant) = comparable(right, constant: left, `operator`)
            return (constant, value)
        }
        // Two moments compare without their zones.
        if left.type?.isDateTime == true, right.type?.isDateTime == true {
            return (Self.moment(left), Self.moment(right))
        }
        return (left, right)
    }

    private func comparable(
        _ value: ResolvedExpression,
        constant: ResolvedExpression,
        _ operator: Comparison.Operator
    ) -> (ResolvedExpression, ResolvedExpression) {
        switch (value.node, constant.node) {
        case (.text(_, let scalar), .parameter(.string(let text))):
            guard `operator` == .equal || `operator` == .notEqual, Self.isScalarText(text) else {
                return (value, constant)
            }
            return (scalar, constant)
        case (.text(_, let scalar), .number):
            // A property that no definition calls a number still compares with one.
            return (number(scalar), constant)
        case (.text(_, let scalar), .flag(let flag)): return (scalar, .word(flag ? "true" : "false"))
        case (.zoned, .parameter(.string(let text))):
            guard let moment = Self.moment(text, in: context.timezone) else { return (value, constant) }
            return (Self.moment(value), moment)
        default: return (value, constant)
        }
    }

    private static func moment(_ value: ResolvedExpression) -> ResolvedExpression {
        if case .zoned(let moment, _) = value.node { moment } else { value }
    }

    /// Whether only a scalar can have this text: that of an array or an object starts with its bracket.
    static func isScalarText(_ text: String) -> Bool {
        text.first != "[" && text.first != "{"
    }

    /// A day or a time of the project's zone as a moment; nil for a text of another form.
    private static func moment(_ text: String, in timezone: String) -> ResolvedExpression? {
        guard DateText.startsWithDate(text) else { return nil }
        // With an offset, or in another form, it takes the engine's most patient parser.
        let function = DateText.isDateOrDateTime(text) ? "toDateTime64" : "parseDateTime64BestEffort"
        return .call(
            function,
            [.string(text), .integer(6), .word(timezone)],
            .dateTime64(precision: 6, timezone: timezone)
        )
    }
}
