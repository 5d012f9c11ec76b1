import ClickHouse

/// A function that HogQL has: under which name, with how many arguments, and what it is in the engine.
///
/// Functions that are not listed cannot be called; that keeps a query away from files, the network and the server.
struct Function: Sendable {
    enum Target: Sendable {
        /// The engine's function of that name, with the same arguments.
        case engine(String)
        /// Something else, see ``FunctionForm``.
        case form(FunctionForm)
        /// A function of PostHog's own that this compiler does not have.
        case missing
    }

    enum Kind: Sendable {
        case scalar
        case aggregate
        /// Only with OVER.
        case window
    }

    let name: String
    let minimum: Int
    /// Nil means any number.
    let maximum: Int?
    let target: Target
    let kind: Kind
    /// Whether the name may be written in any case.
    let ignoresCase: Bool
    /// Whether the project's zone is the last argument, unless the query gives all arguments.
    let takesTimezone: Bool
    /// How many parameters go before the arguments, as in `quantile(0.9)(x)`.
    let parameters: ClosedRange<Int>
    let returns: ReturnType

    /// A scalar function of the engine.
    init(
        _ name: String,
        _ minimum: Int,
        _ maximum: Int?,
        as engineName: String? = nil,
        _ returns: ReturnType = .unknown,
        ignoresCase: Bool = false,
        takesTimezone: Bool = false
    ) {
        self.init(
            name: name,
            minimum: minimum,
            maximum: maximum,
            target: .engine(engineName ?? name),
            kind: .scalar,
            ignoresCase: ignoresCase,
            takesTimezone: takesTimezone,
            parameters: 0...0,
            returns: returns
        )
    }

    init(
        name: String,
        minimum: Int,
        maximum: Int?,
        target: Target,
        kind: Kind,
        ignoresCase: Bool,
        takesTimezone: Bool,
        parameters: ClosedRange<Int>,
        returns: ReturnType
    ) {
        self.name = name
        self.minimum = minimum
        self.maximum = maximum
        self.target = target
        self.kind = kind
        self.ignoresCase = ignoresCase
        self.takesTimezone = takesTimezone
        self.parameters = parameters
        self.returns = returns
    }

    /// A function that becomes something else in the engine.
    static func form(
        _ name: String,
        _ minimum: Int,
        _ maximum: Int?,
        _ form: FunctionForm,
        ignoresCase: Bool = false
    ) -> Function {
        Function(
            name: name,
            minimum: minimum,
            maximum: maximum,
            target: .form(form),
            kind: .scalar,
            ignoresCase: ignoresCase,
            takesTimezone: false,
            parameters: 0...0,
            returns: .unknown
        )
    }

    static func aggregate(
        _ name: String,
        _ minimum: Int,
        _ maximum: Int?,
        as engineName: String? = nil,
        _ returns: ReturnType = .unknown,
        ignoresCase: Bool = false,
        parameters: ClosedRange<Int> = 0...0
    ) -> Function {
        Function(
            name: name,
            minimum: minimum,
            maximum: maximum,
            target: .engine(engineName ?? name),
            kind: .aggregate,
            ignoresCase: ignoresCase,
            takesTimezone: false,
            parameters: parameters,
            returns: returns
        )
    }

    static func aggregateForm(_ name: String, _ minimum: Int, _ maximum: Int?, _ form: FunctionForm) -> Function {
        Function(
            name: name,
            minimum: minimum,
            maximum: maximum,
            target: .form(form),
            kind: .aggregate,
            ignoresCase: false,
            takesTimezone: false,
            parameters: 0...0,
            returns: .unknown
        )
    }

    static func window(
        _ name: String,
        _ minimum: Int,
        _ maximum: Int?,
        as engineName: String? = nil,
        _ returns: ReturnType = .unknown
    ) -> Function {
        Function(
            name: name,
            minimum: minimum,
            maximum: maximum,
            target: .engine(engineName ?? name),
            kind: .window,
            ignoresCase: false,
            takesTimezone: false,
            parameters: 0...0,
            returns: returns
        )
    }

    static func missing(_ name: String) -> Function {
        Function(
            name: name,
            minimum: 0,
            maximum: nil,
            target: .missing,
            kind: .scalar,
            ignoresCase: false,
            takesTimezone: false,
            parameters: 0...0,
            returns: .unknown
        )
    }
}
