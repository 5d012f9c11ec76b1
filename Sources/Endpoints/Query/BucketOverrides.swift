import JSON

/// The rule for `bucket_overrides`: in which bucket the table of a materialized version keeps a range variable.
enum BucketOverrides {
    private static let buckets = ["minute", "fifteen_minutes", "hour", "day", "week", "month"]

    static func check(_ overrides: JSONObject?) throws(EndpointError) {
        guard let overrides, !overrides.members.allSatisfy({ isBucket($0.value) }) else { return }
        throw .invalid(
            field: "bucket_overrides",
            "Invalid bucket override values: \(JSONValue.object(overrides).text()). "
                + "Valid options: [" + buckets.map { "'\($0)'" }.joined(separator: ", ") + "]"
        )
    }

    private static func isBucket(_ value: JSONValue) -> Bool { value.stringValue.map(buckets.contains) ?? false }
}
