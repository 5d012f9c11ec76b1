/// Numbers with their sign.
extension Parser {
    /// Consumes `5`, `- 1.5`, `.5`, `0x1F`, `inf`.
    mutating func parseNumber() throws(HogQLError) -> Constant {
        let start = current.start
        let isNegative = isAt(.minus)
        if isNegative || isAt(.plus) { advance() }
        guard isNumber(at: 0) else { throw unexpected("a number") }
        let value = try parseUnsigned(isNegative: isNegative)
        return Constant(value, range: range(from: start))
    }

    private mutating func parseUnsigned(isNegative: Bool) throws(HogQLError) -> Constant.Value {
        let token = current
        let spelling = spelling(of: token)
        switch token.kind {
        case .dot:
            index += 2
            return float("0." + self.spelling(of: tokens[index - 1]), isNegative)
        case .octalDigits:
            advance()
            return integer(spelling, spelling, radix: 10, isNegative)
        case .decimal:
            advance()
            guard let fraction = takeFraction() else { return integer(spelling, spelling, radix: 10, isNegative) }
            return float("\(spelling).\(fraction)", isNegative)
        case .float:
            advance()
            return float(spelling, isNegative)
        case .hexadecimal:
            advance()
            return integer(spelling, spelling.dropFirst(2), radix: 16, isNegative)
        case .binary:
            advance()
            guard spelling.utf8.count <= 66 else { throw syntaxError("`\(spelling)` is too long", at: token.range) }
            return integer(spelling, spelling.dropFirst(2), radix: 2, isNegative)
        case .prefixedOctal:
            let sign = isNegative ? "-" : ""
            let message = "HogQL does not support `0o`-prefixed octal integer literals; got `\(sign)\(spelling)`."
            throw syntaxError(message + " Use a plain decimal literal instead.", at: token.range)
        default:
            advance()
            return .float(token.keyword == .nan ? .nan : isNegative ? -.infinity : .infinity)
        }
    }

    /// Consumes `.5`, or the dot alone, behind the digits before it; but `1.a` is an access.
    private mutating func takeFraction() -> String? {
        guard isAt(.dot), !token(1).isName else { return nil }
        advance()
        guard isAt(.decimal) || isAt(.octalDigits) else { return "0" }
        defer { advance() }
        return spelling(of: current)
    }

    private func float(_ text: String, _ isNegative: Bool) -> Constant.Value {
        let value = Double(text.hasSuffix(".") ? text + "0" : text) ?? .nan
        return .float(isNegative ? -value : value)
    }

    private func integer(
        _ spelling: String,
        _ digits: some StringProtocol,
        radix: Int,
        _ isNegative: Bool
    ) -> Constant.Value {
        let sign = isNegative ? "-" : ""
        if let value = Int64(sign + digits, radix: radix) { return .integer(value) }
        return .bigInteger(sign + spelling.lowercased())
    }
}
