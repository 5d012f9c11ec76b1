/// What can stand where a query can: a SELECT, several joined by set operators, VALUES, or a stand-in for one.
public indirect enum Query: Hashable, Sendable {
    case select(SelectQuery)
    case set(SelectSetQuery)
    case values(ValuesQuery)
    case placeholder(Placeholder)
    case tag(Tag)

    public var range: SourceRange? {
        switch self {
        case .select(let node): node.range
        case .set(let node): node.range
        case .values(let node): node.range
        case .placeholder(let node): node.range
        case .tag(let node): node.range
        }
    }
}

/// One SELECT with all its clauses, in the order in which they are written.
public struct SelectQuery: Hashable, Sendable {
    public var ctes: [CommonTableExpression]?
    public var isDistinct = false
    public var select: [Expression] = []
    public var from: JoinExpression?
    public var arrayJoin: ArrayJoin?
    public var prewhere: Expression?
    public var `where`: Expression?
    public var groupBy: GroupBy?
    /// What stands behind the list of GROUP BY; the reference's tree leaves it out.
    public var groupModifier: GroupModifier?
    public var having: Expression?
    public var qualify: Expression?
    public var windows: [NamedWindow]?
    public var orderBy: [OrderExpression]?
    public var interpolate: [Interpolation]?
    public var limitBy: LimitBy?
    public var limit = Limit()
    public var range: SourceRange?

    public init() {}
}

/// `WITH name AS (query)` or `WITH expression AS name`.
public struct CommonTableExpression: Hashable, Sendable {
    public enum Content: Hashable, Sendable {
        case table(Query)
        case column(Expression)
    }

    public var name: String
    public var content: Content
    public var isRecursive = false
    public var columns: [String]?
    public var usingKey: [String]?
    /// `MATERIALIZED` or `NOT MATERIALIZED`; nil when neither is written.
    public var isMaterialized: Bool?
    public var range: SourceRange?

    public init(_ name: String, _ content: Content, range: SourceRange? = nil) {
        self.name = name
        self.content = content
        self.range = range
    }
}

/// `[LEFT|INNER] ARRAY JOIN a, b`.
public struct ArrayJoin: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case plain = "ARRAY JOIN"
        case left = "LEFT ARRAY JOIN"
        case inner = "INNER ARRAY JOIN"
    }

    public var kind: Kind
    public var expressions: [Expression]

    public init(_ kind: Kind, _ expressions: [Expression]) {
        self.kind = kind
        self.expressions = expressions
    }
}

/// `GROUP BY …` in all its forms.
public enum GroupBy: Hashable, Sendable {
    case expressions([Expression])
    case all
    case rollup([Expression])
    case cube([Expression])
    case groupingSets([GroupingSet])

    /// One of `GROUPING SETS ((a, b), (c), ())`.
    public struct GroupingSet: Hashable, Sendable {
        public var expressions: [Expression]
        public var range: SourceRange?

        public init(_ expressions: [Expression], range: SourceRange? = nil) {
            self.expressions = expressions
            self.range = range
        }
    }
}

/// `WITH ROLLUP`, `WITH CUBE`: further rows for groups of groups.
public enum GroupModifier: String, Hashable, Sendable {
    case rollup = "WITH ROLLUP"
    case cube = "WITH CUBE"
}

/// `name AS (window)` of the `WINDOW` clause.
public struct NamedWindow: Hashable, Sendable {
    public var name: String
    public var window: Window

    public init(_ name: String, _ window: Window) {
        self.name = name
        self.window = window
    }
}

/// `expression ASC WITH FILL …`.
public struct OrderExpression: Hashable, Sendable {
    /// `WITH FILL FROM a TO b STEP c`.
    public struct Fill: Hashable, Sendable {
        public var from: Expression?
        public var to: Expression?
        public var step: Expression?
        public var range: SourceRange?

        public init(from: Expression? = nil, to: Expression? = nil, step: Expression? = nil, range: SourceRange? = nil)
        {
            self.from = from
            self.to = to
            self.step = step
            self.range = range
        }
    }

    public var expression: Expression
    public var isDescending: Bool
    public var fill: Fill?
    public var range: SourceRange?

    public init(_ expression: Expression, isDescending: Bool = false, fill: Fill? = nil, range: SourceRange? = nil) {
        self.expression = expression
        self.isDescending = isDescending
        self.fill = fill
        self.range = range
    }
}

/// `expression AS value` of `INTERPOLATE (…)`.
public struct Interpolation: Hashable, Sendable {
    public var expression: Expression
    public var value: Expression?
    public var range: SourceRange?

    public init(_ expression: Expression, value: Expression? = nil, range: SourceRange? = nil) {
        self.expression = expression
        self.value = value
        self.range = range
    }
}

/// `LIMIT n OFFSET m BY a, b`.
public struct LimitBy: Hashable, Sendable {
    public var count: Expression
    public var offset: Expression?
    public var expressions: [Expression]
    public var range: SourceRange?

    public init(_ count: Expression, offset: Expression? = nil, by expressions: [Expression], range: SourceRange? = nil)
    {
        self.count = count
        self.offset = offset
        self.expressions = expressions
        self.range = range
    }
}

/// `LIMIT n [%] [WITH TIES] OFFSET m`, each part as far as it is written.
public struct Limit: Hashable, Sendable {
    public var count: Expression?
    public var offset: Expression?
    public var withTies = false
    public var isPercent = false

    public init() {}
}

/// Queries joined by set operators, as one flat list from left to right.
public struct SelectSetQuery: Hashable, Sendable {
    public enum Operator: String, Hashable, Sendable {
        case unionAll = "UNION ALL"
        case unionDistinct = "UNION DISTINCT"
        case intersect = "INTERSECT"
        case intersectAll = "INTERSECT ALL"
        case intersectDistinct = "INTERSECT DISTINCT"
        case except = "EXCEPT"
        case exceptAll = "EXCEPT ALL"
        case unionAllByName = "UNION ALL BY NAME"
        case unionDistinctByName = "UNION DISTINCT BY NAME"
        case intersectByName = "INTERSECT BY NAME"
        case intersectAllByName = "INTERSECT ALL BY NAME"
        case intersectDistinctByName = "INTERSECT DISTINCT BY NAME"
        case exceptByName = "EXCEPT BY NAME"
        case exceptAllByName = "EXCEPT ALL BY NAME"
    }

    public struct Branch: Hashable, Sendable {
        public var `operator`: Operator
        public var query: Query

        public init(_ operator: Operator, _ query: Query) {
            self.operator = `operator`
            self.query = query
        }
    }

    public var first: Query
    public var rest: [Branch]
    public var limit = Limit()
    public var range: SourceRange?

    public init(_ first: Query, _ rest: [Branch], range: SourceRange? = nil) {
        self.first = first
        self.rest = rest
        self.range = range
    }
}

/// `VALUES (1, 'a'), (2, 'b')`.
public struct ValuesQuery: Hashable, Sendable {
    public var rows: [[Expression]]
    public var range: SourceRange?

    public init(_ rows: [[Expression]], range: SourceRange? = nil) {
        self.rows = rows
        self.range = range
    }
}
