/// Looking at tokens and taking them.
extension Parser {
    var current: Token { tokens[index] }

    /// The token so many places further on.
    func token(_ distance: Int) -> Token { tokens[min(index + distance, tokens.count - 1)] }

    func token(at index: Int) -> Token { tokens[min(index, tokens.count - 1)] }

    /// The end of the token before the current one.
    var previousEnd: Int { index > 0 ? tokens[index - 1].end : 0 }

    /// From a place before to the end of what has been consumed.
    func range(from start: Int) -> SourceRange { start..<max(start, previousEnd) }

    /// The index of the token behind the bracket that closes the one at `opening`; nil when none does.
    func indexBehindPartner(of opening: Int) -> Int? {
        let partner = Int(tokens[opening].partner)
        return partner < 0 ? nil : partner + 1
    }

    mutating func advance() {
        if index < tokens.count - 1 { index += 1 }
    }

    func isAt(_ kind: Token.Kind) -> Bool { current.kind == kind }

    func isAt(_ keyword: Keyword) -> Bool { current.keyword == keyword }

    func isAt(_ first: Keyword, _ second: Keyword) -> Bool {
        current.keyword == first && token(1).keyword == second
    }

    /// Consumes a token of that kind, if it is the current one.
    mutating func take(_ kind: Token.Kind) -> Bool {
        guard current.kind == kind else { return false }
        advance()
        return true
    }

    mutating func take(_ keyword: Keyword) -> Bool {
        guard current.keyword == keyword else { return false }
        advance()
        return true
    }

    mutating func take(_ first: Keyword, _ second: Keyword) -> Bool {
        guard isAt(first, second) else { return false }
        index += 2
        return true
    }

    mutating func expect(_ kind: Token.Kind, _ spelling: String) throws(HogQLError) {
        guard take(kind) else { throw unexpected("`\(spelling)`") }
    }

    mutating func expect(_ keyword: Keyword) throws(HogQLError) {
        guard take(keyword) else { throw unexpected("\(keyword)".uppercased()) }
    }

    func expectEnd() throws(HogQLError) {
        guard isAt(.endOfText) else { throw unexpected("the end of the text") }
    }

    // MARK: - Names and texts

    /// Consumes any name, quoted or not.
    mutating func parseName(_ expected: String = "a name") throws(HogQLError) -> String {
        guard current.isName else { throw unexpected(expected) }
        let name = name(of: current)
        advance()
        return name
    }

    /// Consumes the name behind AS, which may not be a word that stands for something else.
    mutating func parseAlias(from start: Int) throws(HogQLError) -> String {
        if isAt(.string) {
            let alias = text(of: current)
            advance()
            return alias
        }
        try checkAlias(from: start)
        return try parseName("a name after AS")
    }

    /// Refuses the unquoted names that nothing may be renamed to.
    func checkAlias(from start: Int) throws(HogQLError) {
        guard current.kind == .name else { return }
        let name = name(of: current)
        guard ["true", "false", "null", "team_id"].contains(name.lowercased()) else { return }
        let message = "\"\(name)\" cannot be an alias or identifier, as it's a reserved keyword"
        throw HogQLError(.syntax, message, at: start..<current.end)
    }

    func name(of token: Token) -> String {
        token.kind == .quotedName ? text(of: token) : String(decoding: bytes[token.range], as: UTF8.self)
    }

    /// What a quoted token stands for.
    func text(of token: Token) -> String {
        EscapedText.decode(bytes[(token.start + 1)..<(token.end - 1)], quote: bytes[token.start])
    }

    func spelling(of token: Token) -> String { String(decoding: bytes[token.range], as: UTF8.self) }

    // MARK: - Errors

    func syntaxError(_ message: String, at range: SourceRange? = nil) -> HogQLError {
        HogQLError(.syntax, message, at: range ?? current.range)
    }

    func unsupported(_ message: String, from start: Int) -> HogQLError {
        HogQLError(.unsupported, message, at: range(from: start))
    }

    /// Says what was expected instead of the current token.
    func unexpected(_ expected: String) -> HogQLError {
        switch current.kind {
        case .endOfText: syntaxError("Expected \(expected), but the text ends here")
        case .unmatchedBrace: syntaxError("Unmatched curly bracket")
        case .invalid: syntaxError(descriptionOfInvalidToken)
        case .tagStart:
            syntaxError("Expected \(expected), but this opens a tag: to compare, put a blank behind `<`")
        default: syntaxError("Expected \(expected) instead of `\(shortSpelling)`")
        }
    }

    private var shortSpelling: String {
        let spelling = spelling(of: current)
        return spelling.count > 40 ? spelling.prefix(40) + "…" : spelling
    }

    private var descriptionOfInvalidToken: String {
        let spelling = spelling(of: current)
        guard let scalar = spelling.unicodeScalars.first else { return "Unexpected character" }
        switch scalar {
        case "'", "`": return "The text that begins with \(scalar) has no end, or holds an escape that does not exist"
        case "0"..."9" where spelling.utf8.count > 1: return "`\(spelling)` is not a number"
        default: break
        }
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        let isPrintable = (0x20...0x7E).contains(scalar.value)
        return isPrintable ? "Unexpected character '\(scalar)' (\(code))" : "Unexpected character \(code)"
    }
}
