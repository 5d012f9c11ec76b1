/// Builds the tree of a HogQL text.
///
/// There is one `parse…` method for each kind of node. A method that consumes tokens is `mutating`; one that only looks
/// is not. Operators are parsed by their precedence (Pratt's method). Nearly every keyword may be a name as well: what
/// it is, is decided by the tokens that follow; where that is not enough one reading is tried after the other
/// (``attempt(_:_:)``), and what failed once at a place is not tried there again, so that the time stays linear.
public struct Parser {
    /// How deep brackets, calls, subqueries and the like may nest.
    ///
    /// The parser recurses over them, and a stack that overflows ends the process, not just the request. Measured: the
    /// worst form takes 5 MB in a debug build, and threads of Swift's concurrency have 8 MB on Linux.
    public static let maximumDepth = 400
    /// The levels that a query counts for: its clauses take more of the stack than brackets do.
    static let depthOfQuery = 3
    /// How high the tree of an expression may grow, nesting and chains of operators taken together.
    ///
    /// `a + b + c` is parsed in a loop, yet every stage after this one recurses over its tree.
    public static let maximumHeight = 1000

    let bytes: [UInt8]
    let tokens: [Token]
    var index = 0
    /// Levels of nesting around the current token.
    var depth = 0
    /// The height of the highest expression that was parsed since this was last set to zero.
    var height = 0
    /// From these tokens no list of names leads to an arrow, so none has to be followed twice.
    var indicesWithoutArrow = 0..<0
    /// The `AS` that ends an expression instead of naming it: in `CAST(a AS b)` and `WITH a AS b`.
    var endingAs = -1
    /// The `IN` that ends an expression instead of comparing it: in `PIVOT (… FOR a IN (…))`.
    var endingIn = -1
    private var failedAttempts: Set<Attempt> = []
    /// Of the readings given up, the error that was met furthest on: it tells most.
    private var furthest: HogQLError?

    init(_ source: String, in place: Lexer.Place = .code) throws(HogQLError) {
        (bytes, tokens) = try Lexer.tokens(of: source, in: place)
    }

    /// Parses a query: a SELECT, several joined by set operators, or a tag.
    public static func parseSelect(_ source: String) throws(HogQLError) -> Query {
        try parse(source) { (parser) throws(HogQLError) in
            let query = parser.isAtTag ? .tag(try parser.parseTag()) : try parser.parseQuery()
            _ = parser.take(.semicolon)
            try parser.expectEnd()
            return query
        }
    }

    /// Parses an expression.
    public static func parseExpression(_ source: String) throws(HogQLError) -> Expression {
        try parse(source) { (parser) throws(HogQLError) in
            let expression = try parser.parseExpression()
            try parser.expectEnd()
            return expression
        }
    }

    /// Parses one element of an ORDER BY; what follows it is ignored.
    public static func parseOrderExpression(_ source: String) throws(HogQLError) -> OrderExpression {
        try parse(source) { (parser) throws(HogQLError) in try parser.parseOrderExpression() }
    }

    /// Parses a text that is one template: `Hello {name}`.
    public static func parseTemplate(_ source: String) throws(HogQLError) -> Expression {
        try parse(source, in: .fullTemplate) { (parser) throws(HogQLError) in
            let expression = try parser.parseTemplateContents(from: 0, isWhole: true)
            try parser.expectEnd()
            return expression
        }
    }

    /// Decodes a quoted text, whatever its quotes.
    public static func parseStringLiteral(_ source: String) throws(HogQLError) -> String {
        try EscapedText.literal(source)
    }

    private static func parse<Node>(
        _ source: String,
        in place: Lexer.Place = .code,
        _ body: (inout Parser) throws(HogQLError) -> Node
    ) throws(HogQLError) -> Node {
        var parser = try Parser(source, in: place)
        do {
            return try body(&parser)
        } catch {
            throw parser.mostTelling(error)
        }
    }

    private func mostTelling(_ error: HogQLError) -> HogQLError {
        guard error.code == .syntax, let furthest, let place = error.range?.lowerBound else { return error }
        return (furthest.range?.lowerBound ?? 0) > place ? furthest : error
    }
}

// MARK: - Attempts and depth

extension Parser {
    /// A reading that may turn out wrong, and where it was tried.
    struct Attempt: Hashable {
        enum Reading: Hashable {
            case caseExpression, cast, interval, intervalText, with, columns, types, values, select, name
        }

        let reading: Reading
        let index: Int
    }

    /// Parses by one reading of the text; nil, with nothing consumed, when it does not hold.
    mutating func attempt<Node>(
        _ reading: Attempt.Reading,
        _ body: (inout Parser) throws(HogQLError) -> Node
    ) throws(HogQLError) -> Node? {
        let attempt = Attempt(reading: reading, index: index)
        guard !failedAttempts.contains(attempt) else { return nil }
        let (start, outerDepth, outerHeight) = (index, depth, height)
        let (outerAs, outerIn) = (endingAs, endingIn)
        do {
            return try body(&self)
        } catch {
            guard error.code == .syntax else { throw error }
            if (furthest?.range?.lowerBound ?? -1) < (error.range?.lowerBound ?? 0) { furthest = error }
            failedAttempts.insert(attempt)
            (index, depth, height) = (start, outerDepth, outerHeight)
            (endingAs, endingIn) = (outerAs, outerIn)
            return nil
        }
    }

    /// Enters one level of nesting; the caller restores ``depth`` when it leaves.
    mutating func descend(by levels: Int = 1) throws(HogQLError) {
        depth += levels
        guard depth <= Self.maximumDepth else { throw tooDeep() }
    }

    func tooDeep() -> HogQLError {
        HogQLError(
            .tooDeep,
            "The text is nested too deeply here: split it into common table expressions.",
            at: current.range
        )
    }
}
