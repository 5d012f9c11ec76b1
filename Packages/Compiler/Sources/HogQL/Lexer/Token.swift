/// One piece of a HogQL text, by its place in it.
struct Token {
    enum Kind: UInt8 {
        // Words and literals
        /// An unquoted word; what it may also mean is its ``Token/keyword``.
        case name, quotedName, string, decimal, octalDigits, float, hexadecimal, binary, prefixedOctal

        // Brackets
        case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace

        // Punctuation
        case comma, dot, colon, doubleColon, colonEquals, semicolon, hash, arrow
        case question, doubleQuestion, questionDot

        // Operators
        case plus, minus, star, slash, percent, doublePipe
        case equal, doubleEqual, notEqual, less, lessOrEqual, greater, greaterOrEqual, nullSafeEqual
        case tilde, equalTilde, notTilde, tildeStar, equalTildeStar, notTildeStar

        // Templates: `f'text {expression}'`
        case templateStart, templateText, templateEnd

        // Tags: `<a b='c'>text</a>`
        case tagStart, tagEndStart, slashGreater, tagText

        /// A `}` without its `{`.
        case unmatchedBrace
        /// What no token starts with.
        case invalid
        case endOfText
    }

    let kind: Kind
    let keyword: Keyword?
    /// UTF-8 offsets; 32 bits hold every text that ``Lexer/maximumLength`` admits.
    private let lower: Int32
    private let upper: Int32
    /// The index of the bracket that closes this one; -1 when none does.
    var partner: Int32 = -1

    init(_ kind: Kind, _ start: Int, _ end: Int, keyword: Keyword? = nil) {
        self.kind = kind
        self.keyword = keyword
        lower = Int32(truncatingIfNeeded: start)
        upper = Int32(truncatingIfNeeded: end)
    }

    var start: Int { Int(lower) }
    var end: Int { Int(upper) }
    var range: SourceRange { start..<end }

    var isName: Bool {
        switch kind {
        case .quotedName: true
        case .name: keyword?.isReserved != true
        default: false
        }
    }
}
