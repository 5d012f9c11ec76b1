public import JSON

/// What a request to create or update an endpoint says; what it leaves out stays as it is.
public struct EndpointChanges: Hashable, Sendable {
    /// Something that can also be set to nothing, which is not the same as not being mentioned.
    public enum Setting<Value: Hashable & Sendable>: Hashable, Sendable {
        case untouched
        case set(Value?)

        /// What it is set to; nil for nothing and for what is not mentioned.
        var value: Value? { if case .set(let value) = self { value } else { nil } }
    }

    public var query: JSONValue?
    public var description: String?
    public var isActive: Bool?
    public var cacheAgeSeconds: Setting<Int> = .untouched
    public var cadence: Cadence?
    public var dataFreshnessSeconds: Setting<Int> = .untouched
    public var isMaterialized: Bool?
    public var derivedFromInsight: String?
    public var bucketOverrides: Setting<JSONObject> = .untouched
    public var tags: [String]?
    public var optionalBreakdownProperties: [String]?

    public init() {}
}
