extension Function {
    /// Maps.
    static let map: [Function] = [
        Function("map", 0, nil),
        Function("mapFromArrays", 2, 2),
        Function("mapAdd", 2, nil),
        Function("mapSubtract", 2, nil),
        Function("mapPopulateSeries", 1, 3),
        Function("mapContains", 2, 2, .flag),
        Function("mapKeys", 1, 1),
        Function("mapValues", 1, 1),
        Function("mapContainsKeyLike", 2, 2),
        Function("mapExtractKeyLike", 2, 2),
        Function("mapApply", 2, 2),
        Function("mapFilter", 2, 2),
        Function("mapUpdate", 2, 2),
    ]
}
