/// `a + b`.
public struct Arithmetic: Hashable, Sendable {
    public enum Operator: String, Hashable, Sendable {
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
        case modulo = "%"
    }

    public var `operator`: Operator
    public var left: Expression
    public var right: Expression
    public var range: SourceRange?

    public init(_ operator: Operator, _ left: Expression, _ right: Expression, range: SourceRange? = nil) {
        self.operator = `operator`
        self.left = left
        self.right = right
        self.range = range
    }
}

/// `a = b`, `a IN (…)`, `a LIKE 'x'`, `a IS NULL`.
public struct Comparison: Hashable, Sendable {
    /// The operators by the names the reference's tree has for them.
    public enum Operator: String, Hashable, Sendable {
        case equal = "=="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case `in` = "in"
        case notIn = "not in"
        case inCohort = "in cohort"
        case notInCohort = "not in cohort"
        case like = "like"
        case notLike = "not like"
        case ilike = "ilike"
        case notILike = "not ilike"
        case regex = "=~"
        case notRegex = "!~"
        case iRegex = "=~*"
        case notIRegex = "!~*"
    }

    public var `operator`: Operator
    public var left: Expression
    public var right: Expression
    /// Written as `IS NULL` or `IS NOT NULL`.
    public var isNullTest: Bool
    public var range: SourceRange?

    public init(
        _ operator: Operator,
        _ left: Expression,
        _ right: Expression,
        isNullTest: Bool = false,
        range: SourceRange? = nil
    ) {
        self.operator = `operator`
        self.left = left
        self.right = right
        self.isNullTest = isNullTest
        self.range = range
    }
}

/// The operands of a chain of `AND`s or of `OR`s, flattened.
public struct Logical: Hashable, Sendable {
    public var operands: [Expression]
    public var range: SourceRange?

    public init(_ operands: [Expression], range: SourceRange? = nil) {
        self.operands = operands
        self.range = range
    }
}

/// `NOT a`; the call `not(a)` is a ``Call``.
public struct Not: Hashable, Sendable {
    public var operand: Expression
    public var range: SourceRange?

    public init(_ operand: Expression, range: SourceRange? = nil) {
        self.operand = operand
        self.range = range
    }
}

/// `a [NOT] BETWEEN low AND high`.
public struct Between: Hashable, Sendable {
    public var operand: Expression
    public var low: Expression
    public var high: Expression
    public var isNegated: Bool
    public var range: SourceRange?

    public init(_ operand: Expression, low: Expression, high: Expression, isNegated: Bool, range: SourceRange? = nil) {
        self.operand = operand
        self.low = low
        self.high = high
        self.isNegated = isNegated
        self.range = range
    }
}

/// `a IS [NOT] DISTINCT FROM b`; `a <=> b` is the negated form.
public struct IsDistinctFrom: Hashable, Sendable {
    public var left: Expression
    public var right: Expression
    public var isNegated: Bool
    public var range: SourceRange?

    public init(_ left: Expression, _ right: Expression, isNegated: Bool, range: SourceRange? = nil) {
        self.left = left
        self.right = right
        self.isNegated = isNegated
        self.range = range
    }
}
