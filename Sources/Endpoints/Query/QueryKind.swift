import JSON

/// The kinds of queries an endpoint can hold; the raw value is PostHog's.
public enum QueryKind: String, Hashable, Sendable, CaseIterable {
    case hogQL = "HogQLQuery"
    case trends = "TrendsQuery"
    case funnels = "FunnelsQuery"
    case retention = "RetentionQuery"
    case lifecycle = "LifecycleQuery"
    case stickiness = "StickinessQuery"
    case paths = "PathsQuery"

    /// Whether its answers can be split by a property that clients choose.
    var supportsBreakdowns: Bool { self == .trends || self == .retention }
}

/// One field of a query object: its name and what it may hold besides null.
struct QueryField: Sendable {
    enum Shape: Sendable {
        case text, flag, number, list, object, listOrObject, any
    }

    let name: String
    let shape: Shape
    var isRequired = false

    func accepts(_ value: JSONValue) -> Bool {
        switch (shape, value) {
        case (_, .null), (.any, _), (.text, .string), (.flag, .bool), (.number, .number), (.list, .array),
            (.object, .object), (.listOrObject, .array), (.listOrObject, .object):
            true
        default: false
        }
    }
}

extension QueryKind {
    /// The fields of a query object in the order in which it is echoed.
    var fields: [QueryField] {
        switch self {
        case .hogQL: Self.hogQLFields
        case .trends:
            Self.insight(
                Self.dates + Self.seriesFields + [
                    QueryField(name: "conversionGoal", shape: .object),
                    QueryField(name: "compareFilter", shape: .object),
                    QueryField(name: "breakdownFilter", shape: .object),
                    QueryField(name: "trendsFilter", shape: .object),
                    QueryField(name: "aggregation_group_type_index", shape: .number),
                ]
            )
        case .funnels:
            Self.insight(
                Self.dates + Self.seriesFields + [
                    QueryField(name: "breakdownFilter", shape: .object),
                    QueryField(name: "funnelsFilter", shape: .object),
                    QueryField(name: "aggregation_group_type_index", shape: .number),
                ]
            )
        case .retention:
            Self.insight(
                Self.dates + [
                    QueryField(name: "breakdownFilter", shape: .object),
                    QueryField(name: "retentionFilter", shape: .object, isRequired: true),
                    QueryField(name: "aggregation_group_type_index", shape: .number),
                ]
            )
        case .lifecycle:
            Self.insight(
                Self.dates + Self.seriesFields + [
                    QueryField(name: "lifecycleFilter", shape: .object),
                    QueryField(name: "customAggregationTarget", shape: .flag),
                    QueryField(name: "aggregation_group_type_index", shape: .number),
                ]
            )
        case .stickiness:
            Self.insight(
                Self.dates + Self.seriesFields + [
                    QueryField(name: "compareFilter", shape: .object),
                    QueryField(name: "intervalCount", shape: .number),
                    QueryField(name: "stickinessFilter", shape: .object),
                ]
            )
        case .paths:
            Self.insight(
                Self.dates + [
                    QueryField(name: "funnelPathsFilter", shape: .object),
                    QueryField(name: "pathsFilter", shape: .object, isRequired: true),
                    QueryField(name: "aggregation_group_type_index", shape: .number),
                ]
            )
        }
    }

    private static let hogQLFields = [
        QueryField(name: "explain", shape: .flag),
        QueryField(name: "filters", shape: .object),
        QueryField(name: "kind", shape: .text, isRequired: true),
        QueryField(name: "modifiers", shape: .object),
        QueryField(name: "name", shape: .text),
        QueryField(name: "query", shape: .text, isRequired: true),
        QueryField(name: "response", shape: .object),
        QueryField(name: "tags", shape: .object),
        QueryField(name: "values", shape: .object),
        QueryField(name: "variables", shape: .object),
        QueryField(name: "version", shape: .number),
    ]

    private static let dates = [
        QueryField(name: "dateRange", shape: .object),
        QueryField(name: "filterTestAccounts", shape: .flag),
        QueryField(name: "properties", shape: .listOrObject),
        QueryField(name: "samplingFactor", shape: .number),
    ]

    private static let seriesFields = [
        QueryField(name: "interval", shape: .text),
        QueryField(name: "series", shape: .list, isRequired: true),
    ]

    /// What every insight has, and what this kind has; by name, as PostHog echoes them.
    private static func insight(_ own: [QueryField]) -> [QueryField] {
        let shared = [
            QueryField(name: "dataColorTheme", shape: .number),
            QueryField(name: "kind", shape: .text, isRequired: true),
            QueryField(name: "modifiers", shape: .object),
            QueryField(name: "response", shape: .object),
            QueryField(name: "tags", shape: .object),
            QueryField(name: "version", shape: .number),
        ]
        return (shared + own).sorted { $0.name.lowercased() < $1.name.lowercased() }
    }
}
