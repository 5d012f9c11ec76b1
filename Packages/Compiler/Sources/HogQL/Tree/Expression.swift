/// A HogQL expression as written: nothing is looked up yet.
///
/// Each case carries one struct, so that a stage can take or return exactly the node it handles. What the reference
/// parser turns into something simpler (`CASE`, `??`, `INTERVAL`, `IS NULL`) is turned here too, see the HogQL notes §2.
public indirect enum Expression: Hashable, Sendable {
    case constant(Constant)
    case field(Field)
    case placeholder(Placeholder)
    case alias(Alias)
    case call(Call)
    case expressionCall(ExpressionCall)
    case windowFunction(WindowFunction)
    case arithmetic(Arithmetic)
    case comparison(Comparison)
    case and(Logical)
    case or(Logical)
    case not(Not)
    case between(Between)
    case isDistinctFrom(IsDistinctFrom)
    case arrayAccess(ArrayAccess)
    case arraySlice(ArraySlice)
    case tupleAccess(TupleAccess)
    case tuple(Elements)
    case array(Elements)
    case dict(Dict)
    case lambda(Lambda)
    case cast(TypeCast)
    case namedArgument(NamedArgument)
    case positionalReference(PositionalReference)
    case columns(Columns)
    case spread(Spread)
    case tag(Tag)
    case subquery(Subquery)

    /// The text it was written as, without parentheses around it; nil for what the parser made up.
    public var range: SourceRange? {
        switch self {
        case .constant(let node): node.range
        case .field(let node): node.range
        case .placeholder(let node): node.range
        case .alias(let node): node.range
        case .call(let node): node.range
        case .expressionCall(let node): node.range
        case .windowFunction(let node): node.range
        case .arithmetic(let node): node.range
        case .comparison(let node): node.range
        case .and(let node), .or(let node): node.range
        case .not(let node): node.range
        case .between(let node): node.range
        case .isDistinctFrom(let node): node.range
        case .arrayAccess(let node): node.range
        case .arraySlice(let node): node.range
        case .tupleAccess(let node): node.range
        case .tuple(let node), .array(let node): node.range
        case .dict(let node): node.range
        case .lambda(let node): node.range
        case .cast(let node): node.range
        case .namedArgument(let node): node.range
        case .positionalReference(let node): node.range
        case .columns(let node): node.range
        case .spread(let node): node.range
        case .tag(let node): node.range
        case .subquery(let node): node.query.range
        }
    }
}

/// `1`, `'text'`, `NULL`, `true`.
public struct Constant: Hashable, Sendable {
    public enum Value: Hashable, Sendable {
        case null
        case bool(Bool)
        case integer(Int64)
        /// An integer beyond `Int64` as it was written, in lower case: decimal digits, `0x…` or `0b…`.
        case bigInteger(String)
        case float(Double)
        case string(String)
    }

    public var value: Value
    public var range: SourceRange?

    public init(_ value: Value, range: SourceRange? = nil) {
        self.value = value
        self.range = range
    }
}

/// `a`, `events.properties.$browser`, `*`, `t.*`: the names between the dots, a star as `*`.
public struct Field: Hashable, Sendable {
    public var chain: [String]
    public var range: SourceRange?

    public init(_ chain: [String], range: SourceRange? = nil) {
        self.chain = chain
        self.range = range
    }
}

/// `{variables.x}`: any expression in braces.
public struct Placeholder: Hashable, Sendable {
    public var expression: Expression
    public var range: SourceRange?

    public init(_ expression: Expression, range: SourceRange? = nil) {
        self.expression = expression
        self.range = range
    }

    /// The names between the dots when it is as simple as `{a.b}`.
    public var chain: [String]? {
        if case .field(let field) = expression { field.chain } else { nil }
    }
}

/// `expression AS name`.
public struct Alias: Hashable, Sendable {
    public var name: String
    public var expression: Expression
    public var range: SourceRange?

    public init(_ name: String, _ expression: Expression, range: SourceRange? = nil) {
        self.name = name
        self.expression = expression
        self.range = range
    }
}

/// `a[b]`, `a?.b`, and `.b` on what is no field.
public struct ArrayAccess: Hashable, Sendable {
    public var array: Expression
    public var property: Expression
    /// Written with `?.`.
    public var isNullish: Bool
    public var range: SourceRange?

    public init(_ array: Expression, _ property: Expression, isNullish: Bool = false, range: SourceRange? = nil) {
        self.array = array
        self.property = property
        self.isNullish = isNullish
        self.range = range
    }
}

/// `a[low:high]`.
public struct ArraySlice: Hashable, Sendable {
    public var array: Expression
    public var start: Expression?
    public var end: Expression?
    public var range: SourceRange?

    public init(_ array: Expression, start: Expression?, end: Expression?, range: SourceRange? = nil) {
        self.array = array
        self.start = start
        self.end = end
        self.range = range
    }
}

/// `a.1`.
public struct TupleAccess: Hashable, Sendable {
    public var tuple: Expression
    public var index: Int
    public var isNullish: Bool
    public var range: SourceRange?

    public init(_ tuple: Expression, _ index: Int, isNullish: Bool = false, range: SourceRange? = nil) {
        self.tuple = tuple
        self.index = index
        self.isNullish = isNullish
        self.range = range
    }
}

/// `(a, b)` or `[a, b]`.
public struct Elements: Hashable, Sendable {
    public var elements: [Expression]
    public var range: SourceRange?

    public init(_ elements: [Expression], range: SourceRange? = nil) {
        self.elements = elements
        self.range = range
    }
}

/// `{'a': 1}`.
public struct Dict: Hashable, Sendable {
    public struct Item: Hashable, Sendable {
        public var key: Expression
        public var value: Expression

        public init(key: Expression, value: Expression) {
            self.key = key
            self.value = value
        }
    }

    public var items: [Item]
    public var range: SourceRange?

    public init(_ items: [Item], range: SourceRange? = nil) {
        self.items = items
        self.range = range
    }
}

/// `x -> expression`, `lambda x: expression`.
public struct Lambda: Hashable, Sendable {
    public var parameters: [String]
    public var body: Expression
    public var range: SourceRange?

    public init(_ parameters: [String], _ body: Expression, range: SourceRange? = nil) {
        self.parameters = parameters
        self.body = body
        self.range = range
    }
}

/// `CAST(a AS T)`, `a::T`, `TRY_CAST(a AS T)`.
public struct TypeCast: Hashable, Sendable {
    public var operand: Expression
    /// The type as written, in lower case.
    public var typeName: String
    /// Written as `TRY_CAST`.
    public var isTry: Bool
    public var range: SourceRange?

    public init(_ operand: Expression, typeName: String, isTry: Bool = false, range: SourceRange? = nil) {
        self.operand = operand
        self.typeName = typeName
        self.isTry = isTry
        self.range = range
    }
}

/// `name := value` among arguments.
public struct NamedArgument: Hashable, Sendable {
    public var name: String
    public var value: Expression
    public var range: SourceRange?

    public init(_ name: String, _ value: Expression, range: SourceRange? = nil) {
        self.name = name
        self.value = value
        self.range = range
    }
}

/// `#1`.
public struct PositionalReference: Hashable, Sendable {
    public var index: Int
    public var range: SourceRange?

    public init(_ index: Int, range: SourceRange? = nil) {
        self.index = index
        self.range = range
    }
}

/// `COLUMNS('regex')`, `COLUMNS(a, b)`, `* EXCLUDE (a) REPLACE (b AS c)`.
public struct Columns: Hashable, Sendable {
    public struct Replacement: Hashable, Sendable {
        public var name: String
        public var expression: Expression

        public init(name: String, expression: Expression) {
            self.name = name
            self.expression = expression
        }
    }

    public var regex: String?
    public var columns: [Expression]?
    public var isAll: Bool
    public var excluded: [String]?
    public var replacements: [Replacement]?
    public var range: SourceRange?

    public init(
        regex: String? = nil,
        columns: [Expression]? = nil,
        isAll: Bool = false,
        excluded: [String]? = nil,
        replacements: [Replacement]? = nil,
        range: SourceRange? = nil
    ) {
        self.regex = regex
        self.columns = columns
        self.isAll = isAll
        self.excluded = excluded
        self.replacements = replacements
        self.range = range
    }
}

/// `* COLUMNS(…)` as an element of a list.
public struct Spread: Hashable, Sendable {
    public var expression: Expression
    public var range: SourceRange?

    public init(_ expression: Expression, range: SourceRange? = nil) {
        self.expression = expression
        self.range = range
    }
}

/// `<Name attribute='x'>…</Name>`.
public struct Tag: Hashable, Sendable {
    public struct Attribute: Hashable, Sendable {
        public enum Value: Hashable, Sendable {
            case one(Expression)
            /// What stands between the opening and the closing tag; its attribute is called `children`.
            case many([Expression])
        }

        public var name: String
        public var value: Value
        public var range: SourceRange?

        public init(_ name: String, _ value: Value, range: SourceRange? = nil) {
            self.name = name
            self.value = value
            self.range = range
        }
    }

    public var kind: String
    public var attributes: [Attribute]
    public var range: SourceRange?

    public init(_ kind: String, _ attributes: [Attribute], range: SourceRange? = nil) {
        self.kind = kind
        self.attributes = attributes
        self.range = range
    }
}

/// A query in the place of a value.
public struct Subquery: Hashable, Sendable {
    public var query: Query

    public init(_ query: Query) {
        self.query = query
    }
}
