/// A date of a filter, which may be relative to now: `-7d`, `-1mStart`, `dStart`, `2026-01-31`.
///
/// It becomes an expression that the engine evaluates in the project's zone, so calendars and clock changes are its affair.
struct RelativeDate {
    let expression: Expression

    /// The start of a range, cut to the hour or the day if it is relative; nil for `all`, which is no bound.
    static func lowerBound(_ text: String) -> RelativeDate? {
        text == "all" ? nil : RelativeDate(text, isTruncated: true)
    }

    /// The end of a range.
    static func upperBound(_ text: String) -> RelativeDate? {
        text == "all" ? nil : RelativeDate(text, isTruncated: false)
    }

    init(_ text: String, isTruncated: Bool) {
        guard !Self.isAbsolute(text) else {
            expression = Self.call("toDateTime", .constant(Constant(.string(text))))
            return
        }
        let now = Expression.call(Call("now", []))
        guard let parts = Parts(searching: text) else {
            expression = now
            return
        }
        expression = parts.apply(to: now, isTruncated: isTruncated)
    }

    /// Whether the text starts as a calendar date does.
    private static func isAbsolute(_ text: String) -> Bool {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        return digits.count == 4 && text.dropFirst(4).first == "-"
    }

    fileprivate static func call(_ name: String, _ arguments: Expression...) -> Expression {
        .call(Call(name, arguments))
    }

    /// `-<number><kind><Start|End>`, found anywhere in a text.
    private struct Parts {
        enum Position { case start, end }

        let number: Int
        let kind: Character
        let position: Position?

        init?(searching text: String) {
            let characters = Array(text)
            guard let place = characters.firstIndex(where: { "hdwmqysHDWMQY".contains($0) }) else { return nil }
            let digits = characters[..<place].reversed().prefix { $0.isASCII && $0.isNumber }
            // No number is no shift; more years than a calendar has are cut.
            number = digits.isEmpty ? 0 : min(Int(String(digits.reversed())) ?? 100_000, 100_000)
            kind = characters[place]
            let rest = String(characters[(place + 1)...])
            position = rest.hasPrefix("Start") ? .start : rest.hasPrefix("End") ? .end : nil
        }

        private var interval: (unit: String, factor: Int)? {
            switch kind {
            case "h": ("Hour", 1)
            case "d": ("Day", 1)
            case "w": ("Week", 1)
            case "m": ("Month", 1)
            case "q": ("Week", 13)
            case "y": ("Year", 1)
            case "M": ("Minute", 1)
            case "s": ("Second", 1)
            default: nil
            }
        }

        func apply(to now: Expression, isTruncated: Bool) -> Expression {
            var date = now
            if let interval, number > 0 {
                let amount = Expression.constant(Constant(.integer(Int64(number * interval.factor))))
                date = .arithmetic(Arithmetic(.subtract, now, call("toInterval\(interval.unit)", amount)))
            }
            if let position { date = move(date, to: position) }
            guard isTruncated, position != .end else { return date }
            return call(
                kind == "h" ? "toStartOfHour" : kind == "M" || kind == "s" ? "toStartOfSecond" : "toStartOfDay",
                date
            )
        }

        private func move(_ date: Expression, to position: Position) -> Expression {
            let starts: [Character: String] = [
                "h": "toStartOfHour", "d": "toStartOfDay", "m": "toStartOfMonth", "y": "toStartOfYear",
            ]
            guard let start = starts[kind] else { return date }
            let first = call("toDateTime", call(start, date))
            guard position == .end, let interval else { return first }
            // The last moment of the hour, day or month; of a year PostHog takes the month's end.
            let unit = kind == "y" ? "Month" : interval.unit
            let beginning = kind == "y" ? call("toDateTime", call("toStartOfMonth", date)) : first
            let one = Expression.constant(Constant(.integer(1)))
            let next = Expression.arithmetic(Arithmetic(.add, beginning, call("toInterval\(unit)", one)))
            return .arithmetic(Arithmetic(.subtract, next, call("toIntervalSecond", one)))
        }
    }
}
