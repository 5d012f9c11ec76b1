/// Expressions, in parentheses wherever they would be read otherwise without.
extension HogQLPrinter {
    typealias Precedence = Parser.Precedence

    /// Binds tighter than every operator: can stand anywhere.
    private static let atom = 100
    /// Loosest of all: reaches as far as the text goes on.
    private static let lambda = 0

    mutating func print(_ expression: Expression) {
        switch expression {
        case .constant(let node): print(node)
        case .field(let node): print(node)
        case .placeholder(let node): print(node)
        case .alias(let node):
            print(node.expression, atLeast: Precedence.alias)
            write(" AS \(Self.quotedAlias(node.name))")
        case .call(let node): print(node)
        case .expressionCall(let node): print(node)
        case .windowFunction(let node): print(node)
        case .lambda(let node):
            write("(\(node.parameters.map { Self.quoted($0) }.joined(separator: ", "))) -> ")
            print(node.body)
        case .namedArgument(let node):
            write("\(Self.quoted(node.name)) := ")
            print(node.value)
        case .positionalReference(let node): write("#\(node.index)")
        case .columns(let node): print(node)
        case .spread(let node):
            write("* ")
            print(node.expression)
        case .tag(let node): print(node)
        case .subquery(let node):
            write("(")
            print(node.query)
            write(")")
        default: printOperation(expression)
        }
    }

    /// Prints an operand, in parentheses if it binds more loosely than that.
    mutating func print(_ expression: Expression, atLeast precedence: Int) {
        let needsParentheses = Self.precedence(of: expression) < precedence
        if needsParentheses { write("(") }
        print(expression)
        if needsParentheses { write(")") }
    }

    private static func precedence(of expression: Expression) -> Int {
        switch expression {
        case .lambda, .namedArgument: lambda
        case .alias: Precedence.alias
        case .or: Precedence.or
        case .and: Precedence.and
        case .not(let node): min(Precedence.not, precedence(of: node.operand))
        case .between: Precedence.between
        case .isDistinctFrom: Precedence.distinctFrom
        case .comparison(let node): node.isNullTest ? Precedence.isNull : Precedence.comparison
        case .arithmetic(let node):
            node.operator == .add || node.operator == .subtract ? Precedence.sum : Precedence.product
        case .cast(let node): isShort(node) ? Precedence.cast : atom
        case .constant(let constant): isSigned(constant) ? Precedence.cast : atom
        case .field(let field): field.chain.last == "*" ? Precedence.cast : atom
        default: atom
        }
    }

    // MARK: - Operators

    private mutating func printOperation(_ expression: Expression) {
        switch expression {
        case .arithmetic(let node):
            let precedence = Self.precedence(of: expression)
            print(node.left, node.operator.rawValue, node.right, precedence)
        case .comparison(let node): print(node)
        case .and(let node): print(node.operands, joinedBy: "AND", Precedence.and + 1)
        case .or(let node): print(node.operands, joinedBy: "OR", Precedence.or + 1)
        case .not(let node): print(node)
        case .between(let node):
            print(node.operand, atLeast: Precedence.between)
            write(node.isNegated ? " NOT BETWEEN " : " BETWEEN ")
            print(node.low, atLeast: Precedence.between + 1)
            write(" AND ")
            print(node.high, atLeast: Precedence.between + 1)
        case .isDistinctFrom(let node):
            let words = node.isNegated ? "IS NOT DISTINCT FROM" : "IS DISTINCT FROM"
            print(node.left, words, node.right, Precedence.distinctFrom)
        default: printAccess(expression)
        }
    }

    private mutating func print(_ left: Expression, _ words: String, _ right: Expression, _ precedence: Int) {
        print(left, atLeast: precedence)
        write(" \(words) ")
        print(right, atLeast: precedence + 1)
    }

    private mutating func print(_ operands: [Expression], joinedBy word: String, _ precedence: Int) {
        for (index, operand) in operands.enumerated() {
            if index > 0 { write(" \(word) ") }
            print(operand, atLeast: precedence)
        }
    }

    private mutating func print(_ node: Comparison) {
        guard !node.isNullTest else {
            print(node.left, atLeast: Precedence.isNull)
            return write(node.operator == .equal ? " IS NULL" : " IS NOT NULL")
        }
        let word = node.operator == .equal ? "=" : node.operator.rawValue.uppercased()
        print(node.left, word, node.right, Precedence.comparison)
    }

    /// `NOT a`, but `not(a)` where parentheses would make it that call anyway.
    private mutating func print(_ node: Not) {
        switch node.operand {
        case .subquery, .lambda:
            write("NOT ")
            return print(node.operand)
        default: break
        }
        let operand = inner { $0.print(node.operand, atLeast: Precedence.not) }
        write(operand.hasPrefix("(") ? "not(\(inner { $0.print(node.operand) }))" : "NOT \(operand)")
    }

    private func inner(_ print: (inout HogQLPrinter) -> Void) -> String {
        var printer = HogQLPrinter()
        print(&printer)
        return printer.text
    }

    // MARK: - Accesses

    private mutating func printAccess(_ expression: Expression) {
        switch expression {
        case .arrayAccess(let node): print(node)
        case .arraySlice(let node):
            print(node.array, atLeast: Self.atom)
            write("[")
            if let start = node.start { print(start, atLeast: Precedence.and) }
            write(" : ")
            if let end = node.end { print(end) }
            write("]")
        case .tupleAccess(let node):
            printAccessed(node.tuple)
            write("\(node.isNullish ? "?." : ".")\(node.index)")
        case .cast(let node): print(node)
        case .tuple(let node):
            write("(")
            print(list: node.elements)
            write(node.elements.count == 1 ? ",)" : ")")
        case .array(let node):
            write("[")
            print(list: node.elements)
            write("]")
        case .dict(let node):
            write("{")
            writeList(node.items) { printer, item in
                printer.print(item.key, atLeast: Precedence.and)
                printer.write(": ")
                printer.print(item.value)
            }
            write("}")
        default: break
        }
    }

    private mutating func print(_ node: ArrayAccess) {
        if case .constant(let constant) = node.property, case .string(let name) = constant.value, node.isNullish {
            printAccessed(node.array)
            return write("?.\(Self.quoted(name, afterDot: true))")
        }
        printAccessed(node.array)
        write(node.isNullish ? "?.[" : "[")
        print(node.property)
        write("]")
    }

    /// What an access follows; a bare number would swallow its dot.
    private mutating func printAccessed(_ expression: Expression) {
        if case .constant(let constant) = expression, case .string = constant.value { return print(constant) }
        if case .constant = expression {
            write("(")
            print(expression)
            return write(")")
        }
        print(expression, atLeast: Self.atom)
    }

    private mutating func print(_ node: TypeCast) {
        guard !Self.isShort(node) else {
            print(node.operand, atLeast: Precedence.cast)
            return write("::\(node.typeName)")
        }
        write(node.isTry ? "TRY_CAST(" : "CAST(")
        print(node.operand, atLeast: Precedence.alias + 1)
        write(" AS \(Self.text(ofType: node.typeName)))")
    }

    /// A type as it can be parsed: one that is a single odd name in back-ticks.
    private static func text(ofType name: String) -> String {
        let isOrdinary = name.utf8.allSatisfy { Lexer.isNamePart($0) || " ()[],'".utf8.contains($0) }
        return isOrdinary || name.contains("(") ? name : quoted(name)
    }

    /// Whether the type is a plain name, so that `a::type` can be written.
    private static func isShort(_ node: TypeCast) -> Bool {
        let bytes = Array(node.typeName.utf8)
        return !node.isTry && bytes.allSatisfy(Lexer.isNamePart) && KeywordTable.shared.keyword(bytes[...]) == nil
    }

    // MARK: - Constants and names

    private static func isSigned(_ constant: Constant) -> Bool {
        switch constant.value {
        case .integer(let value): value < 0
        case .float(let value): value.sign == .minus
        case .bigInteger(let digits): digits.hasPrefix("-")
        case .null, .bool, .string: false
        }
    }

    mutating func print(_ constant: Constant) {
        switch constant.value {
        case .null: write("NULL")
        case .bool(let value): write(value ? "true" : "false")
        case .integer(let value): write(String(value))
        case .bigInteger(let digits): write(digits)
        case .float(let value):
            write(value.isNaN ? "nan" : value.isInfinite ? (value < 0 ? "-inf" : "inf") : "\(value)")
        case .string(let value): write(Self.quoted(text: value))
        }
    }

    mutating func print(_ field: Field) {
        for (index, name) in field.chain.enumerated() {
            if index > 0 { write(".") }
            let isStar = name == "*" && index == field.chain.count - 1
            write(isStar ? "*" : Self.quoted(name, afterDot: index > 0))
        }
    }

    mutating func print(_ placeholder: Placeholder) {
        write("{")
        print(placeholder.expression)
        write("}")
    }
}
