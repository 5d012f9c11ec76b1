extension Function {
    /// Sums, products and what is made of them.
    static let arithmetic: [Function] = [
        Function("plus", 2, 2, .arithmetic),
        Function("minus", 2, 2, .arithmetic),
        Function("multiply", 2, 2, .arithmetic),
        Function("divide", 2, 2, .float),
        Function("intDiv", 2, 2),
        Function("intDivOrZero", 2, 2),
        Function("modulo", 2, 2),
        Function("moduloOrZero", 2, 2),
        Function("positiveModulo", 2, 2),
        Function("negate", 1, 1),
        Function("abs", 1, 1, ignoresCase: true),
        Function("gcd", 2, 2),
        Function("lcm", 2, 2),
        Function("max2", 2, 2, ignoresCase: true),
        Function("min2", 2, 2, ignoresCase: true),
        Function("multiplyDecimal", 2, 3),
        Function("divideDecimal", 2, 3),
    ]
}
