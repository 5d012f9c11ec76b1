/// Casts and the types they name.
extension Parser {
    /// `CAST(a AS T)`, `TRY_CAST(a AS T)`; nil when it is a call of that name.
    mutating func parseCast(from start: Int) throws(HogQLError) -> Expression? {
        guard token(1).kind == .leftParenthesis, let behind = indexBehindPartner(of: index + 1) else { return nil }
        return try attempt(.cast) { (parser) throws(HogQLError) in
            let isTry = parser.isAt(.tryCast)
            parser.index += 2
            let outer = parser.endingAs
            parser.endingAs = parser.indexOfLastAs(until: behind - 1)
            let operand = try parser.parseExpression()
            try parser.expect(.as)
            parser.endingAs = outer
            let type = try parser.parseType()
            try parser.expect(.rightParenthesis, ")")
            return .cast(TypeCast(operand, typeName: type, isTry: isTry, range: parser.range(from: start)))
        }
    }

    private func indexOfLastAs(until end: Int) -> Int {
        var last = -1
        _ = indexOfEndingAs(until: end) { index in
            last = index
            return false
        }
        return last
    }

    /// `a::T`: a single name, or a time with its zone.
    mutating func parseShortType() throws(HogQLError) -> String {
        let isType: Bool
        switch current.keyword {
        case nil, .date, .interval, .timestamp, .time: isType = current.isName
        case let keyword?: isType = keyword.isIntervalUnit
        }
        guard isType else { throw unexpected("the name of a type") }
        let name = try parseName().lowercased()
        if isAt(.with, .time), token(2).keyword == .zone {
            index += 3
            return name + " with time zone"
        }
        if isAt(.with, .local), token(2).keyword == .time, token(3).keyword == .zone {
            index += 4
            return name + " with local time zone"
        }
        return name
    }

    /// A type as text in lower case: `array(tuple(a int))`, `int[]`, `double precision`.
    mutating func parseType() throws(HogQLError) -> String {
        let outerDepth = depth
        try descend()
        let start = current.start
        var type = try parseName("the name of a type").lowercased()
        if isAt(.leftParenthesis) {
            type += try parseTypeArguments(from: start)
        } else {
            while current.isName { type += " " + (try parseName().lowercased()) }
        }
        while take(.leftBracket) {
            let length = isAt(.rightBracket) ? "" : String(try parseInteger())
            try expect(.rightBracket, "]")
            type += "[\(length)]"
        }
        depth = outerDepth
        return type
    }

    private mutating func parseTypeArguments(from start: Int) throws(HogQLError) -> String {
        if token(1).kind == .string || token(1).kind == .templateStart, token(2).kind == .equal {
            throw unsupported("Unsupported rule: ColumnTypeExprEnum", from: start)
        }
        if let types = try parseTypeList() { return types }
        advance()
        var arguments: [String] = []
        while !isAt(.rightParenthesis) {
            let first = index
            _ = try parseExpression()
            arguments.append(tokens[first..<index].map { spelling(of: $0) }.joined())
            guard take(.comma) else { break }
        }
        try expect(.rightParenthesis, ")")
        return "(\(arguments.joined(separator: ", ")))"
    }

    /// Types, or names with their types, in parentheses; nil when they are expressions.
    private mutating func parseTypeList() throws(HogQLError) -> String? {
        try attempt(.types) { (parser) throws(HogQLError) in
            parser.advance()
            var types: [String] = []
            repeat {
                if !types.isEmpty, parser.isAt(.rightParenthesis) { break }
                let isNamed = parser.token(1).isName
                let name = isNamed ? try parser.parseName().lowercased() + " " : ""
                types.append(name + (try parser.parseType()))
            } while parser.take(.comma)
            try parser.expect(.rightParenthesis, ")")
            return "(\(types.joined(separator: ", ")))"
        }
    }
}
