/// Tokens of ordinary text.
extension Lexer {
    mutating func readCode() {
        guard !skipBlanks() else { return }
        let first = byte()
        switch first {
        case UInt8(ascii: "f") where byte(1) == UInt8(ascii: "'"):
            places.append(.template)
            take(.templateStart, 2)
        case UInt8(ascii: "F") where byte(1) == UInt8(ascii: "'"):
            takeInvalid()
        case _ where Self.isNameStart(first): readName()
        case 0x30...0x39: readNumber()
        case UInt8(ascii: "'"): readString()
        case UInt8(ascii: "\""), UInt8(ascii: "`"): readQuotedName()
        default: readPunctuation(first)
        }
    }

    private mutating func readName() {
        let start = position
        while Self.isNamePart(byte()) { position += 1 }
        add(.name, start, keyword: KeywordTable.shared.keyword(bytes[start..<position]))
    }

    private mutating func readPunctuation(_ first: UInt8) {
        switch first {
        case UInt8(ascii: "("): takeOpening(.leftParenthesis)
        case UInt8(ascii: ")"): takeClosing(.rightParenthesis, of: .leftParenthesis)
        case UInt8(ascii: "["): takeOpening(.leftBracket)
        case UInt8(ascii: "]"): takeClosing(.rightBracket, of: .leftBracket)
        case UInt8(ascii: "{"): takeLeftBrace()
        case UInt8(ascii: "}"): takeRightBrace()
        case UInt8(ascii: ","): take(.comma, 1)
        case UInt8(ascii: ";"): take(.semicolon, 1)
        case UInt8(ascii: "+"): take(.plus, 1)
        case UInt8(ascii: "*"): take(.star, 1)
        case UInt8(ascii: "%"): take(.percent, 1)
        case UInt8(ascii: "#"): take(.hash, 1)
        case UInt8(ascii: "."): if !readFraction() { take(.dot, 1) }
        case UInt8(ascii: "<"): readLess()
        default: readOperator(first)
        }
    }

    private mutating func readOperator(_ first: UInt8) {
        switch (first, byte(1), byte(2)) {
        case (UInt8(ascii: "-"), UInt8(ascii: ">"), _): take(.arrow, 2)
        case (UInt8(ascii: "-"), _, _): take(.minus, 1)
        case (UInt8(ascii: "/"), UInt8(ascii: ">"), _): take(.slashGreater, 2)
        case (UInt8(ascii: "/"), _, _): take(.slash, 1)
        case (UInt8(ascii: "|"), UInt8(ascii: "|"), _): take(.doublePipe, 2)
        case (UInt8(ascii: ":"), UInt8(ascii: ":"), _): take(.doubleColon, 2)
        case (UInt8(ascii: ":"), UInt8(ascii: "="), _): take(.colonEquals, 2)
        case (UInt8(ascii: ":"), _, _): take(.colon, 1)
        case (UInt8(ascii: "?"), UInt8(ascii: "?"), _): take(.doubleQuestion, 2)
        case (UInt8(ascii: "?"), UInt8(ascii: "."), _): take(.questionDot, 2)
        case (UInt8(ascii: "?"), _, _): take(.question, 1)
        case (UInt8(ascii: "="), UInt8(ascii: "~"), UInt8(ascii: "*")): take(.equalTildeStar, 3)
        case (UInt8(ascii: "="), UInt8(ascii: "~"), _): take(.equalTilde, 2)
        case (UInt8(ascii: "="), UInt8(ascii: "="), _): take(.doubleEqual, 2)
        case (UInt8(ascii: "="), _, _): take(.equal, 1)
        case (UInt8(ascii: "!"), UInt8(ascii: "~"), UInt8(ascii: "*")): take(.notTildeStar, 3)
        case (UInt8(ascii: "!"), UInt8(ascii: "~"), _): take(.notTilde, 2)
        case (UInt8(ascii: "!"), UInt8(ascii: "="), _): take(.notEqual, 2)
        case (UInt8(ascii: "~"), UInt8(ascii: "*"), _): take(.tildeStar, 2)
        case (UInt8(ascii: "~"), _, _): take(.tilde, 1)
        case (UInt8(ascii: ">"), UInt8(ascii: "="), _): take(.greaterOrEqual, 2)
        case (UInt8(ascii: ">"), _, _): take(.greater, 1)
        default: takeInvalid()
        }
    }

    private mutating func readLess() {
        switch (byte(1), byte(2)) {
        case (UInt8(ascii: "/"), _): take(.tagEndStart, 2)
        case (UInt8(ascii: "="), UInt8(ascii: ">")): take(.nullSafeEqual, 3)
        case (UInt8(ascii: "="), _): take(.lessOrEqual, 2)
        case (UInt8(ascii: ">"), _): take(.notEqual, 2)
        default:
            guard opensTag else { return take(.less, 1) }
            places.append(.tag)
            take(.tagStart, 1)
        }
    }

    /// One character, however many bytes it has, that fits nowhere.
    mutating func takeInvalid() {
        var length = 1
        while position + length < bytes.count, byte(length) & 0xC0 == 0x80 { length += 1 }
        take(.invalid, byte() < 0x80 ? 1 : length)
    }
}
