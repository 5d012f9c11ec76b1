/// A table and what is joined to it: a chain, also for joins in parentheses.
public struct JoinExpression: Hashable, Sendable {
    public indirect enum Table: Hashable, Sendable {
        /// `events`, `posthog.events`.
        case name(Field)
        /// `numbers(10)`.
        case function(Field, arguments: [Expression])
        case query(Query)
        case pivot(Pivot)
        case unpivot(Unpivot)
    }

    /// `ON a` or `USING (a, b)`; the names of USING are a tuple.
    public struct Constraint: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable {
            case on = "ON"
            case using = "USING"
        }

        public var kind: Kind
        public var expression: Expression
        public var range: SourceRange?

        public init(_ kind: Kind, _ expression: Expression, range: SourceRange? = nil) {
            self.kind = kind
            self.expression = expression
            self.range = range
        }
    }

    public var table: Table
    public var alias: String?
    public var columnAliases: [String]?
    public var isFinal = false
    public var sample: Sample?
    /// How this table joins the ones before it, normalised as in the HogQL notes §1.3; nil for the first.
    public var joinType: String?
    public var constraint: Constraint?
    /// The next table of the chain, in an array of at most one since a struct cannot hold itself.
    private var following: [JoinExpression] = []
    public var range: SourceRange?

    public var next: JoinExpression? {
        get { following.first }
        set { following = newValue.map { [$0] } ?? [] }
    }

    public init(_ table: Table, range: SourceRange? = nil) {
        self.table = table
        self.range = range
    }
}

/// `SAMPLE 1/10 OFFSET 1/2`.
public struct Sample: Hashable, Sendable {
    public indirect enum Ratio: Hashable, Sendable {
        case fraction(Fraction)
        case placeholder(Placeholder)
    }

    /// `1/10` or `0.1`.
    public struct Fraction: Hashable, Sendable {
        public var left: Constant
        public var right: Constant?
        public var range: SourceRange?

        public init(_ left: Constant, _ right: Constant? = nil, range: SourceRange? = nil) {
            self.left = left
            self.right = right
            self.range = range
        }
    }

    public var ratio: Ratio
    public var offset: Ratio?
    public var range: SourceRange?

    public init(_ ratio: Ratio, offset: Ratio? = nil, range: SourceRange? = nil) {
        self.ratio = ratio
        self.offset = offset
        self.range = range
    }
}

/// `table PIVOT (aggregates FOR column IN (values) GROUP BY …)`.
public struct Pivot: Hashable, Sendable {
    public struct Column: Hashable, Sendable {
        public var column: Expression
        public var values: [Expression]

        public init(_ column: Expression, values: [Expression]) {
            self.column = column
            self.values = values
        }
    }

    public var table: JoinExpression
    public var aggregates: [Expression]
    public var columns: [Column]
    public var groupBy: [Expression]?
    public var range: SourceRange?

    public init(
        _ table: JoinExpression,
        aggregates: [Expression],
        columns: [Column],
        groupBy: [Expression]? = nil,
        range: SourceRange? = nil
    ) {
        self.table = table
        self.aggregates = aggregates
        self.columns = columns
        self.groupBy = groupBy
        self.range = range
    }
}

/// `table UNPIVOT [INCLUDE NULLS] (value FOR name IN (columns))`.
public struct Unpivot: Hashable, Sendable {
    public struct Column: Hashable, Sendable {
        public var values: [Expression]
        public var names: [Expression]
        public var unpivoted: [Expression]

        public init(values: [Expression], names: [Expression], unpivoted: [Expression]) {
            self.values = values
            self.names = names
            self.unpivoted = unpivoted
        }
    }

    public var table: JoinExpression
    public var columns: [Column]
    public var includesNulls: Bool
    public var range: SourceRange?

    public init(_ table: JoinExpression, columns: [Column], includesNulls: Bool, range: SourceRange? = nil) {
        self.table = table
        self.columns = columns
        self.includesNulls = includesNulls
        self.range = range
    }
}
