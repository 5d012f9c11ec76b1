import ClickHouse

/// What the functions become that are not one function of the engine under one name (HogQL notes §3.10).
extension Resolver {
    func resolve(
        _ form: FunctionForm,
        _ arguments: [ResolvedExpression],
        of call: Call
    ) throws(HogQLError) -> ResolvedExpression {
        let first = arguments.first ?? .null
        switch form {
        case .castOrNull(let type):
            return .call("accurateCastOrNull", [first, .word(type.description)], type.asNullable)
        case .toDecimal: return try decimal(arguments, at: call.range)
        case .toDate: return date(first)
        case .toDateTime: return dateTime(arguments)
        case .toDateTime64: return dateTime64(arguments)
        case .parseDateTime(let name):
            return .call(name, [text(first), .integer(6), zone(arguments, at: 1)], projectTime.asNullable)
        case .now: return now
        case .today: return .call("toDate", [now], .date)
        case .yesterday: return .call("minus", [.call("toDate", [now], .date), .integer(1)], .date)
        case .addInterval: return try moved(arguments, by: "plus", of: call)
        case .subtractInterval: return try moved(arguments, by: "minus", of: call)
        case .swapped(let name): return .call(name, [arguments[1], first], nil)
        case .datePart: return datePart(arguments)
        case .dateBin:
            return .call("toStartOfInterval", [arguments[1], first, arguments[2]], nil)
        case .toTimestamp:
            return .call("toDateTime", [.call("fromUnixTimestamp", [first], nil), zone(arguments, at: 1)], nil)
        case .makeInterval: return interval(arguments)
        case .makeTimestamp:
            let parts = Array(arguments.prefix(6))
            return .call("makeDateTime", parts + [arguments[6]], nil)
        case .toStartOfWeek: return startOfWeek(arguments)
        default: return try resolveOther(form, arguments, of: call)
        }
    }

    private var projectTime: ClickHouseType { .dateTime64(precision: 6, timezone: context.timezone) }

    /// The moment of the query: the pinned clock's, else the engine's.
    var now: ResolvedExpression {
        let zone = ResolvedExpression.word(context.timezone)
        guard let pinned = context.now else { return .call("now64", [.integer(6), zone], projectTime) }
        let moment = ResolvedExpression.call("toInt64", [.integer(pinned)], .int(bits: 64))
        return .call("fromUnixTimestamp64Micro", [moment, zone], projectTime)
    }

    /// The zone that the query gives, else the project's.
    private func zone(_ arguments: [ResolvedExpression], at index: Int) -> ResolvedExpression {
        arguments.indices.contains(index) ? arguments[index] : .word(context.timezone)
    }

    /// The value as text; texts stay as they are.
    private func text(_ value: ResolvedExpression) -> ResolvedExpression {
        if value.type?.base == .string { return value }
        let isNullable = value.type.map(\.isNullable) ?? true
        return .call("toString", [value], isNullable ? .nullable(.string) : .string)
    }

    // MARK: - Dates

    private func date(_ value: ResolvedExpression) -> ResolvedExpression {
        guard let type = value.type else {
            return .call("accurateCastOrNull", [value, .word("Date")], .nullable(.date))
        }
        if type.base == .string { return .call("toDateOrNull", [value], .nullable(.date)) }
        return .call("toDate", [value], type.isNullable ? .nullable(.date) : .date)
    }

    private func dateTime(_ arguments: [ResolvedExpression]) -> ResolvedExpression {
        let value = arguments.first ?? .null
        let zone = zone(arguments, at: 1)
        if let constant = value.stringConstant {
            guard DateText.isDateOrDateTime(constant) else {
                return .call("parseDateTime64BestEffort", [value, .integer(6), zone], projectTime)
            }
            guard constant.utf8.count > 19 else {
                return .call("toDateTime", [value, zone], .dateTime(timezone: context.timezone))
            }
            return .call("toDateTime64", [value, .integer(6), zone], projectTime)
        }
        guard let type = value.type, type.base != .string else {
            return .call("parseDateTime64BestEffortOrNull", [text(value), .integer(6), zone], projectTime.asNullable)
        }
        let result = ClickHouseType.dateTime(timezone: context.timezone)
        return .call("toDateTime", [value, zone], type.isNullable ? result.asNullable : result)
    }

    private func dateTime64(_ arguments: [ResolvedExpression]) -> ResolvedExpression {
        let precision = arguments.indices.contains(1) ? arguments[1] : .integer(6)
        return .call("toDateTime64", [arguments.first ?? .null, precision, zone(arguments, at: 2)], nil)
    }

    private func startOfWeek(_ arguments: [ResolvedExpression]) -> ResolvedExpression {
        let mode = arguments.indices.contains(1) ? arguments[1] : .integer(context.weekStartDay == .monday ? 3 : 0)
        let value = arguments.first ?? .null
        return .call("toStartOfWeek", [value, mode], value.isNullable ? .nullable(.date) : .date)
    }

    /// `date_add(t, interval)`, `dateAdd('day', 1, t)`.
    private func moved(
        _ arguments: [ResolvedExpression],
        by function: String,
        of call: Call
    ) throws(HogQLError) -> ResolvedExpression {
        if arguments.count == 2 { return .call(function, arguments, ReturnType.arithmetic.type(of: arguments)) }
        let units = ["second", "minute", "hour", "day", "week", "month", "quarter", "year"]
        guard let unit = arguments[0].stringConstant?.lowercased(), units.contains(unit) else {
            throw HogQLError(
                .query,
                "The first argument of '\(call.name)' must be one of: \(units.joined(separator: ", "))",
                at: call.range
            )
        }
        let interval = ResolvedExpression.call(
            "toInterval" + unit.prefix(1).uppercased() + unit.dropFirst(),
            [arguments[1]],
            nil
        )
        return .call(function, [arguments[2], interval], nil)
    }

    private func datePart(_ arguments: [ResolvedExpression]) -> ResolvedExpression {
        let parts = [
            ("year", "toYear"), ("month", "toMonth"), ("day", "toDayOfMonth"), ("hour", "toHour"),
            ("minute", "toMinute"),
            ("second", "toSecond"), ("dow", "toDayOfWeek"), ("doy", "toDayOfYear"), ("quarter", "toQuarter"),
        ]
        var branches: [ResolvedExpression] = []
        for (unit, function) in parts {
            branches.append(.call("equals", [arguments[0], .word(unit)], .uint(bits: 8)))
            branches.append(.call(function, [arguments[1]], nil))
        }
        return .call("multiIf", branches + [.null], nil)
    }

    private func interval(_ arguments: [ResolvedExpression]) -> ResolvedExpression {
        let units = ["Year", "Month", "Week", "Day", "Hour", "Minute", "Second"]
        let intervals = zip(units, arguments).map { unit, count in
            ResolvedExpression.call("toInterval\(unit)", [count], .other("Interval\(unit)"))
        }
        return intervals.dropFirst().reduce(intervals.first ?? .null) { .call("plus", [$0, $1], nil) }
    }

    private func decimal(_ arguments: [ResolvedExpression], at range: SourceRange?) throws(HogQLError)
        -> ResolvedExpression
    {
        guard case .number(let digits) = arguments[1].node, let scale = Int(digits), (0...18).contains(scale) else {
            throw HogQLError(.query, "The scale of 'toDecimal' must be a constant from 0 to 18", at: range)
        }
        return .call(
            "accurateCastOrNull",
            [arguments[0], .word("Decimal64(\(scale))")],
            .nullable(.decimal(precision: 18, scale: scale))
        )
    }
}
