import ClickHouse

/// An expression of which every name is looked up: what the printer writes down as it stands.
struct ResolvedExpression {
    let node: Node
    /// Nil where only the engine can tell.
    let type: ClickHouseType?

    init(_ node: Node, _ type: ClickHouseType?) {
        self.node = node
        self.type = type
    }

    indirect enum Node {
        case null
        /// Written as 1 or 0.
        case flag(Bool)
        /// Digits that the compiler wrote.
        case number(String)
        /// A value of the query or the request; it never becomes text.
        case parameter(ClickHouseValue)
        /// A name of a type or a unit that the compiler chose, printed as a string.
        case word(String)
        case column(source: String, name: String)
        case subcolumn(Subcolumn)
        /// A property as PostHog's text, and a cheaper form that is the same unless the value is an object or array.
        case text(full: ResolvedExpression, scalar: ResolvedExpression)
        /// A point in time, shown in the project's zone; comparing the moments alone lets the engine use its index.
        case zoned(ResolvedExpression, timezone: String)
        /// An alias or the parameter of a lambda.
        case name(String)
        case call(ResolvedCall)
        case window(ResolvedWindowCall)
        case lambda([String], ResolvedExpression)
        case alias(ResolvedExpression, String)
        case subquery(ResolvedQuery)
    }

    /// A part of a JSON column, read without the rest of it.
    struct Subcolumn {
        enum Part {
            /// The value as the engine's `Dynamic`.
            case value
            /// The value if it is a string.
            case string
            /// What is below, if the value is an object.
            case object
        }

        let source: String
        let column: String
        let path: [String]
        let part: Part
    }

    /// Whether the value may be NULL; yes where nobody knows.
    var isNullable: Bool { type?.isNullable ?? true }

    var isNullLiteral: Bool { if case .null = node { true } else { false } }

    /// Whether this is a value written in the query or given with it.
    var isConstant: Bool {
        switch node {
        case .null, .flag, .number, .parameter: true
        default: false
        }
    }

    var stringConstant: String? { if case .parameter(.string(let text)) = node { text } else { nil } }
}

/// A call of a function that the compiler allows, by the engine's name.
struct ResolvedCall {
    let function: String
    let parameters: [ResolvedExpression]?
    let arguments: [ResolvedExpression]
    var isDistinct = false
    var orderBy: [ResolvedOrder] = []
}

/// `f(a) OVER (…)`.
struct ResolvedWindowCall {
    let call: ResolvedCall
    let window: ResolvedWindow
}

/// The rows that a window function looks at.
struct ResolvedWindow {
    let partitionBy: [ResolvedExpression]
    let orderBy: [ResolvedOrder]
    /// `ROWS BETWEEN … AND …`; nil for the engine's own rule.
    let frame: Frame?

    struct Frame {
        let method: Window.FrameMethod
        let start: Bound
        let end: Bound?
    }

    struct Bound {
        let direction: Window.Bound.Direction
        let distance: ResolvedExpression?
    }
}

/// `expression DESC`.
struct ResolvedOrder {
    let expression: ResolvedExpression
    let isDescending: Bool
    var fill: Fill?

    struct Fill {
        let from: ResolvedExpression?
        let to: ResolvedExpression?
        let step: ResolvedExpression?
    }
}

// MARK: - Writing by hand

extension ResolvedExpression {
    static func call(_ function: String, _ arguments: [ResolvedExpression], _ type: ClickHouseType?)
        -> ResolvedExpression
    {
        ResolvedExpression(.call(ResolvedCall(function: function, parameters: nil, arguments: arguments)), type)
    }

    static var null: ResolvedExpression { ResolvedExpression(.null, .nothing) }

    static func string(_ text: String) -> ResolvedExpression {
        ResolvedExpression(.parameter(.string(text)), .string)
    }

    /// A string that the compiler chose: a unit, a type, a fixed pattern.
    static func word(_ text: String) -> ResolvedExpression { ResolvedExpression(.word(text), .string) }

    static func integer(_ value: Int64) -> ResolvedExpression {
        ResolvedExpression(.number(String(value)), integerType(value))
    }

    static func flag(_ value: Bool) -> ResolvedExpression {
        ResolvedExpression(.flag(value), .uint(bits: 8))
    }

    /// The type that the engine gives to an integer literal.
    private static func integerType(_ value: Int64) -> ClickHouseType {
        switch value {
        case 0...255: .uint(bits: 8)
        case 256...65_535: .uint(bits: 16)
        case 65_536...4_294_967_295: .uint(bits: 32)
        case 4_294_967_296...: .uint(bits: 64)
        case -128..<0: .int(bits: 8)
        case -32_768 ..< -128: .int(bits: 16)
        case -2_147_483_648 ..< -32_768: .int(bits: 32)
        default: .int(bits: 64)
        }
    }

    func cast(to type: ClickHouseType) -> ResolvedExpression {
        .call("CAST", [self, .word(type.description)], type)
    }
}
