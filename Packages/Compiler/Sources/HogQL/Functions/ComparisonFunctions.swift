import ClickHouse

extension Function {
    /// Comparisons and conditions written as calls.
    static let comparison: [Function] = [
        .form("equals", 2, 2, .comparison(.equal)),
        .form("notEquals", 2, 2, .comparison(.notEqual)),
        .form("less", 2, 2, .comparison(.less)),
        .form("greater", 2, 2, .comparison(.greater)),
        .form("lessOrEquals", 2, 2, .comparison(.lessOrEqual)),
        .form("greaterOrEquals", 2, 2, .comparison(.greaterOrEqual)),
        Function("in", 2, 2, .always(.uint(bits: 8))),
        Function("notIn", 2, 2, .always(.uint(bits: 8))),
        Function("and", 2, nil, .flag),
        Function("or", 2, nil, .flag),
        Function("xor", 2, nil, .flag),
        Function("not", 1, 1, .flag, ignoresCase: true),
        .form("if", 3, 3, .conditional, ignoresCase: true),
        .form("multiIf", 3, nil, .conditional),
    ]
}
