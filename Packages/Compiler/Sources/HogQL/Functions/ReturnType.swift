import ClickHouse

/// How the type of a call follows from its arguments, as far as that is simple.
enum ReturnType: Sendable {
    /// Only the engine can tell.
    case unknown
    /// This type, and NULL if an argument is NULL.
    case type(ClickHouseType)
    /// This type, never NULL.
    case always(ClickHouseType)
    /// The type of the first argument.
    case first
    /// The type of the first argument, and NULL if any of them is NULL.
    case firstOfRow
    /// What `+ - * / %` and their like yield: NULL if a side can be, else a number or a date.
    case arithmetic
    /// The common type of the arguments, NULL only if the last one can be.
    case fallback
    /// A moment of whole seconds in the zone of the first argument, which is a moment or a date.
    case dateTime
    /// The type of the first argument if that is a moment.
    case firstMoment
    /// An array of what the first argument is, which holds no NULL.
    case arrayOfFirst

    static let flag = ReturnType.type(.uint(bits: 8))
    static let string = ReturnType.type(.string)
    static let float = ReturnType.type(.float(bits: 64))
    static let count = ReturnType.always(.uint(bits: 64))

    func type(of arguments: [ResolvedExpression]) -> ClickHouseType? {
        switch self {
        case .unknown: nil
        case .type(let type): Self.nullable(type, like: arguments)
        case .always(let type): type
        case .first: if case .lambda? = arguments.first?.node { nil } else { arguments.first?.type }
        case .firstOfRow: arguments.first?.type.flatMap { Self.nullable($0, like: arguments) }
        case .arithmetic: Self.arithmetic(arguments)
        case .fallback: Self.fallback(arguments)
        case .dateTime: Self.dateTime(arguments)
        case .firstMoment: arguments.first?.type.flatMap { $0.isDateTime ? Self.nullable($0, like: arguments) : nil }
        case .arrayOfFirst: arguments.first?.type.flatMap { $0 == .nothing ? nil : .array($0.base) }
        }
    }

    private static func dateTime(_ arguments: [ResolvedExpression]) -> ClickHouseType? {
        switch arguments.first?.type?.base {
        case .dateTime(let timezone)?, .dateTime64(_, let timezone)?:
            nullable(.dateTime(timezone: timezone), like: arguments)
        default: nil
        }
    }

    private static func nullable(_ type: ClickHouseType, like arguments: [ResolvedExpression]) -> ClickHouseType? {
        guard !arguments.contains(where: { $0.type == nil }) else { return nil }
        return arguments.contains(where: \.isNullable) ? type.asNullable : type
    }

    /// Only floats are simple: the widths of integers are the engine's affair.
    private static func arithmetic(_ arguments: [ResolvedExpression]) -> ClickHouseType? {
        let types = arguments.compactMap(\.type)
        guard types.count == arguments.count else { return nil }
        if types.allSatisfy({ $0.isNumeric }), types.contains(where: { $0.base == .float(bits: 64) }) {
            return types.contains(where: \.isNullable) ? .nullable(.float(bits: 64)) : .float(bits: 64)
        }
        // A moment moved by an interval stays what it is.
        if let first = types.first, first.isDateTime, types.count == 2, case .other(let name) = types[1],
            name.hasPrefix("Interval")
        {
            return first
        }
        // A day moved by a number of days is a day.
        if types.count == 2, types[0].isDate, types[1].isInteger {
            return types.contains(where: \.isNullable) ? types[0].asNullable : types[0]
        }
        return nil
    }

    private static func fallback(_ arguments: [ResolvedExpression]) -> ClickHouseType? {
        guard let last = arguments.last?.type else { return nil }
        let bases = Set(arguments.filter { !$0.isNullLiteral }.map(\.type?.base))
        guard bases.count == 1, let base = bases.first ?? nil else { return nil }
        return last.isNullable ? base.asNullable : base
    }
}
