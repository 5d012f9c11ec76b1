extension Function {
    /// Tuples.
    static let tuple: [Function] = [
        Function("tuple", 0, nil),
        Function("tupleElement", 2, 3),
        Function("untuple", 1, 1),
        Function("tupleHammingDistance", 2, 2),
        Function("tupleToNameValuePairs", 1, 1),
        Function("tuplePlus", 2, 2),
        Function("tupleMinus", 2, 2),
        Function("tupleMultiply", 2, 2),
        Function("tupleDivide", 2, 2),
        Function("tupleNegate", 1, 1),
        Function("tupleMultiplyByNumber", 2, 2),
        Function("tupleDivideByNumber", 2, 2),
        Function("dotProduct", 2, 2),
    ]
}
