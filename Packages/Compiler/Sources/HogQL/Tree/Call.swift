/// `f(a)`, `f(p)(a)`, `count(DISTINCT a)`, `f(a) FILTER (WHERE b)`.
public struct Call: Hashable, Sendable {
    public var name: String
    public var arguments: [Expression]
    /// The `p` of `f(p)(a)`; nil when written without, empty for `f()(a)`.
    public var parameters: [Expression]?
    public var isDistinct: Bool
    public var orderBy: [OrderExpression]?
    public var filter: Expression?
    public var withinGroup: [OrderExpression]?
    public var range: SourceRange?

    public init(
        _ name: String,
        _ arguments: [Expression],
        parameters: [Expression]? = nil,
        isDistinct: Bool = false,
        orderBy: [OrderExpression]? = nil,
        filter: Expression? = nil,
        withinGroup: [OrderExpression]? = nil,
        range: SourceRange? = nil
    ) {
        self.name = name
        self.arguments = arguments
        self.parameters = parameters
        self.isDistinct = isDistinct
        self.orderBy = orderBy
        self.filter = filter
        self.withinGroup = withinGroup
        self.range = range
    }
}

/// `(x -> x + 1)(2)`: a call of what an expression yields.
public struct ExpressionCall: Hashable, Sendable {
    public var callee: Expression
    public var arguments: [Expression]
    public var range: SourceRange?

    public init(_ callee: Expression, _ arguments: [Expression], range: SourceRange? = nil) {
        self.callee = callee
        self.arguments = arguments
        self.range = range
    }
}

/// `f(a) OVER (…)`, `f(a) OVER w`.
public struct WindowFunction: Hashable, Sendable {
    public var name: String
    /// The arguments; of `f(p)(a) OVER …` the parameters `p`.
    public var expressions: [Expression]?
    /// Of `f(p)(a) OVER …` the arguments `a`.
    public var arguments: [Expression]?
    public var window: Window?
    /// The name of a window of the `WINDOW` clause.
    public var windowName: String?
    public var range: SourceRange?

    public init(
        _ name: String,
        expressions: [Expression]?,
        arguments: [Expression]?,
        window: Window? = nil,
        windowName: String? = nil,
        range: SourceRange? = nil
    ) {
        self.name = name
        self.expressions = expressions
        self.arguments = arguments
        self.window = window
        self.windowName = windowName
        self.range = range
    }
}

/// `PARTITION BY a ORDER BY b ROWS BETWEEN … AND …`.
public struct Window: Hashable, Sendable {
    public enum FrameMethod: String, Hashable, Sendable {
        case rows = "ROWS"
        case range = "RANGE"
    }

    /// One end of a frame.
    public struct Bound: Hashable, Sendable {
        public enum Direction: String, Hashable, Sendable {
            case currentRow = "CURRENT ROW"
            case preceding = "PRECEDING"
            case following = "FOLLOWING"
        }

        public var direction: Direction
        /// How far; nil means unbounded (or the current row).
        public var distance: Expression?
        public var range: SourceRange?

        public init(_ direction: Direction, distance: Expression? = nil, range: SourceRange? = nil) {
            self.direction = direction
            self.distance = distance
            self.range = range
        }
    }

    public var partitionBy: [Expression]?
    public var orderBy: [OrderExpression]?
    public var frameMethod: FrameMethod?
    public var frameStart: Bound?
    public var frameEnd: Bound?
    public var range: SourceRange?

    public init(
        partitionBy: [Expression]? = nil,
        orderBy: [OrderExpression]? = nil,
        frameMethod: FrameMethod? = nil,
        frameStart: Bound? = nil,
        frameEnd: Bound? = nil,
        range: SourceRange? = nil
    ) {
        self.partitionBy = partitionBy
        self.orderBy = orderBy
        self.frameMethod = frameMethod
        self.frameStart = frameStart
        self.frameEnd = frameEnd
        self.range = range
    }
}
