public import ClickHouse
public import JSON

/// What a compilation knows about the project and the request besides the text.
public struct CompilationContext: Sendable {
    /// The project whose rows the query may see; every table it reads is guarded by it.
    public var projectID: Int
    /// The project's time zone, an IANA name.
    public var timezone: String
    public var weekStartDay: WeekStartDay
    public var properties: PropertyTypes
    /// The index of each group type by its name: `["company": 0]`.
    public var groupTypes: [String: Int]
    /// `{variables.x}` and `{variable.x}`: the value by code name; a missing one is an error.
    public var variables: [String: JSONValue]
    /// `{x}`: constants of the request.
    public var values: [String: JSONValue]
    /// What `{filters}` stands for.
    public var filters: QueryFilters
    /// The pinned clock: what `now()` and relative dates count from, in microseconds since 1970; nil for the engine's clock.
    public var now: Int64?
    public var rows: RowWindow

    public init(projectID: Int, timezone: String = "UTC") {
        self.projectID = projectID
        self.timezone = timezone
        weekStartDay = .sunday
        properties = PropertyTypes()
        groupTypes = [:]
        variables = [:]
        values = [:]
        filters = QueryFilters()
        now = nil
        rows = RowWindow()
    }
}

/// The first day of a week; the raw value is PostHog's.
public enum WeekStartDay: Int, Hashable, Sendable {
    case sunday = 0
    case monday = 1
}

/// What is known about the types of properties, from definitions learnt or set by hand.
public struct PropertyTypes: Hashable, Sendable {
    /// PostHog's property types as far as they change a query; everything else reads as text.
    public enum PropertyType: String, Hashable, Sendable {
        case string = "String"
        case numeric = "Numeric"
        case boolean = "Boolean"
        case dateTime = "DateTime"
    }

    public var event: [String: PropertyType]
    public var person: [String: PropertyType]
    /// By the index of the group type.
    public var group: [Int: [String: PropertyType]]

    public init(
        event: [String: PropertyType] = [:],
        person: [String: PropertyType] = [:],
        group: [Int: [String: PropertyType]] = [:]
    ) {
        self.event = event
        self.person = person
        self.group = group
    }
}

/// How many rows the outermost query may answer (HogQL notes §3.5).
public struct RowWindow: Hashable, Sendable {
    /// The rows of a query that names no LIMIT.
    public var defaultLimit = 100
    /// The most that a LIMIT can ask for.
    public var maximum = 50_000
    /// The request's own page of the result; the query's LIMIT stays its ceiling.
    public var limit: Int?
    public var offset: Int?

    public init() {}
}

/// A query ready to run.
public struct CompiledQuery: Hashable, Sendable {
    /// What the engine runs.
    ///
    /// It asks for one row more than ``limit`` when ``hasProbeRow`` says so.
    public var sql: ClickHouseSQL
    /// The columns by the names that HogQL gives them (contract §4.2).
    public var columns: [CompiledColumn]
    /// The query printed back as HogQL, placeholders filled in.
    public var hogql: String
    /// The rows that are answered at most; nil when the query is limited by an expression.
    public var limit: Int?
    public var offset: Int
    /// Whether ``sql`` asks for ``limit`` + 1 rows: one row more than answered means `hasMore`.
    public var hasProbeRow: Bool
    /// Code names of the variables that the text mentions, sorted.
    public var usedVariables: [String]
    /// Names of the HogQL tables that are read, sorted.
    public var tables: [String]

    public init(
        sql: ClickHouseSQL,
        columns: [CompiledColumn],
        hogql: String,
        limit: Int?,
        offset: Int,
        hasProbeRow: Bool,
        usedVariables: [String],
        tables: [String]
    ) {
        self.sql = sql
        self.columns = columns
        self.hogql = hogql
        self.limit = limit
        self.offset = offset
        self.hasProbeRow = hasProbeRow
        self.usedVariables = usedVariables
        self.tables = tables
    }
}

/// A column of the answer.
public struct CompiledColumn: Hashable, Sendable {
    public var name: String
    /// The inferred type; nil where only the engine can tell.
    public var type: ClickHouseType?

    public init(name: String, type: ClickHouseType?) {
        self.name = name
        self.type = type
    }
}
