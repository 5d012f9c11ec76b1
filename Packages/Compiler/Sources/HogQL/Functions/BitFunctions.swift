extension Function {
    /// The bits of numbers.
    static let bit: [Function] = [
        Function("bitAnd", 2, 2),
        Function("bitOr", 2, 2),
        Function("bitXor", 2, 2),
        Function("bitNot", 1, 1),
        Function("bitShiftLeft", 2, 2),
        Function("bitShiftRight", 2, 2),
        Function("bitRotateLeft", 2, 2),
        Function("bitRotateRight", 2, 2),
        Function("bitSlice", 3, 3),
        Function("bitTest", 2, 2),
        Function("bitTestAll", 3, nil),
        Function("bitTestAny", 3, nil),
        Function("bitCount", 1, 1),
        Function("bitHammingDistance", 2, 2),
    ]
}
