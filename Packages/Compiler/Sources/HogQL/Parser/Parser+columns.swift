/// Many columns at once: `*`, `* EXCLUDE (a)`, `COLUMNS('regex')`, `(* REPLACE (a AS b))`.
extension Parser {
    mutating func parseStar(from start: Int) throws(HogQLError) -> Expression {
        advance()
        if isAt(.columns), token(1).kind == .leftParenthesis, token(2).kind != .rightParenthesis {
            let inner = current.start
            if var columns = try parseColumns(from: inner) {
                if case .columns(var node) = columns {
                    node.range = nil
                    columns = .columns(node)
                }
                return .spread(Spread(columns, range: range(from: start)))
            }
        }
        return try parseExclusion(behind: [], from: start)
    }

    /// What may follow a star: `EXCLUDE (a, b)`.
    mutating func parseExclusion(behind chain: [String], from start: Int) throws(HogQLError) -> Expression {
        guard isAt(.exclude), token(1).kind == .leftParenthesis else {
            return .field(Field(chain + ["*"], range: range(from: start)))
        }
        let excluded = try parseExcluded()
        return .columns(Columns(isAll: true, excluded: excluded, range: range(from: start)))
    }

    private mutating func parseExcluded() throws(HogQLError) -> [String] {
        advance()
        try expect(.leftParenthesis, "(")
        var names: [String] = []
        repeat {
            if !names.isEmpty, isAt(.rightParenthesis) { break }
            var name = try parseName()
            while take(.dot) { name += "." + (try parseName()) }
            names.append(name)
        } while take(.comma)
        try expect(.rightParenthesis, ")")
        return names
    }

    /// `COLUMNS(…)`; nil when it is a call of that name.
    mutating func parseColumns(from start: Int) throws(HogQLError) -> Expression? {
        guard token(1).kind == .leftParenthesis, token(2).kind != .rightParenthesis else { return nil }
        return try attempt(.columns) { (parser) throws(HogQLError) in
            parser.advance()
            if parser.token(1).kind == .string, parser.token(2).kind == .rightParenthesis {
                let regex = parser.text(of: parser.token(1))
                parser.index += 3
                return .columns(Columns(regex: regex, range: parser.range(from: start)))
            }
            if let replaced = try parser.parseReplacedStar(from: start) { return replaced }
            parser.advance()
            let columns = try parser.parseList(endingWith: .rightParenthesis)
            try parser.expect(.rightParenthesis, ")")
            return .columns(Columns(columns: columns, range: parser.range(from: start)))
        }
    }

    /// `(* [EXCLUDE (…)] REPLACE (…))`, also `(t.* …)`; nil when something else stands in the parentheses.
    mutating func parseReplacedStar(from start: Int) throws(HogQLError) -> Expression? {
        let isQualified = token(1).isName && token(2).kind == .dot && token(3).kind == .star
        guard token(1).kind == .star || isQualified else { return nil }
        var behind = index + (isQualified ? 4 : 2)
        if token(at: behind).keyword == .exclude {
            guard token(at: behind + 1).kind == .leftParenthesis, let end = indexBehindPartner(of: behind + 1) else {
                return nil
            }
            behind = end
        }
        guard token(at: behind).keyword == .replace, token(at: behind + 1).kind == .leftParenthesis else { return nil }
        index += isQualified ? 4 : 2
        let excluded = isAt(.exclude) ? try parseExcluded() : nil
        let replacements = try parseReplacements()
        try expect(.rightParenthesis, ")")
        let range = range(from: start)
        return .columns(Columns(isAll: true, excluded: excluded, replacements: replacements, range: range))
    }

    private mutating func parseReplacements() throws(HogQLError) -> [Columns.Replacement] {
        advance()
        try expect(.leftParenthesis, "(")
        var replacements: [Columns.Replacement] = []
        let outer = endingAs
        repeat {
            endingAs =
                indexOfEndingAs(until: tokens.count) { index in
                    let behind = token(at: index + 2).kind
                    return token(at: index + 1).isName && (behind == .comma || behind == .rightParenthesis)
                } ?? -1
            let expression = try parseExpression()
            try expect(.as)
            replacements.append(Columns.Replacement(name: try parseName(), expression: expression))
        } while take(.comma)
        endingAs = outer
        try expect(.rightParenthesis, ")")
        return replacements
    }
}
