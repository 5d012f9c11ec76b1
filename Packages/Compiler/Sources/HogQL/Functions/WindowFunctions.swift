extension Function {
    /// Functions that need a window; every aggregation can have one too.
    static let window: [Function] = [
        .window("rank", 0, 0, .count),
        .window("dense_rank", 0, 0, .count),
        .window("row_number", 0, 0, .count),
        .window("first_value", 1, 1),
        .window("last_value", 1, 1),
        .window("nth_value", 2, 2),
        .window("lagInFrame", 1, 3),
        .window("leadInFrame", 1, 3),
        Function(
            name: "lag",
            minimum: 1,
            maximum: 3,
            target: .form(.windowed(engineName: "lagInFrame")),
            kind: .window,
            ignoresCase: false,
            takesTimezone: false,
            parameters: 0...0,
            returns: .unknown
        ),
        Function(
            name: "lead",
            minimum: 1,
            maximum: 3,
            target: .form(.windowed(engineName: "leadInFrame")),
            kind: .window,
            ignoresCase: false,
            takesTimezone: false,
            parameters: 0...0,
            returns: .unknown
        ),
    ]
}
