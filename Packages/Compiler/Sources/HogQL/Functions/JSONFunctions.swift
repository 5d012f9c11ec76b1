import ClickHouse

extension Function {
    /// JSON in texts.
    static let json: [Function] = [
        Function("isValidJSON", 1, 1, .flag),
        Function("JSONHas", 1, 6, .flag),
        Function("JSONLength", 1, 6, .type(.uint(bits: 64))),
        Function("JSONArrayLength", 1, 6, .type(.uint(bits: 64))),
        Function("JSONType", 1, 6, .string),
        Function("JSONExtract", 2, 7),
        Function("JSONExtractUInt", 1, 6, .type(.uint(bits: 64))),
        Function("JSONExtractInt", 1, 6, .type(.int(bits: 64))),
        Function("JSONExtractFloat", 1, 6, .float),
        Function("JSONExtractBool", 1, 6),
        Function("JSONExtractString", 1, 6, .string),
        Function("JSONExtractKeys", 1, 5),
        Function("JSONExtractRaw", 1, 6, .string),
        Function("JSONExtractArrayRaw", 1, 6),
        Function("JSONExtractKeysAndValues", 2, 7),
        Function("JSONExtractKeysAndValuesRaw", 1, 6),
        Function("JSON_VALUE", 2, 2),
    ]
}
