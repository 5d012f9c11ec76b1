/// Cuts a HogQL text into tokens.
///
/// What a character means depends on where it stands: in the text itself, inside a template string, or inside a tag.
/// Braces lead from a template or a tag back to ordinary text, so the places form a stack. A character that fits nowhere
/// becomes a token of its own, and the parser reports it once it gets there.
struct Lexer {
    /// The most bytes that a text may have.
    static let maximumLength = 16 * 1024 * 1024

    enum Place: UInt8 {
        case code
        /// Inside `f'…'`.
        case template
        /// In a text that is one template from end to end.
        case fullTemplate
        /// Between `<name` and `>`.
        case tag
        /// Between `<a>` and `</a>`.
        case tagText
        /// Between `</` and `>`.
        case closingTag
    }

    let bytes: [UInt8]
    var position = 0
    var tokens: [Token] = []
    var places: [Place]
    /// The indices of the brackets that are still open.
    private var open: [Int] = []

    init(_ source: String, in place: Place = .code) throws(HogQLError) {
        bytes = Array(source.utf8)
        places = [place]
        guard bytes.count <= Self.maximumLength else {
            throw HogQLError(.tooLong, "The text is longer than \(Self.maximumLength) bytes.", at: nil)
        }
        tokens.reserveCapacity(bytes.count / 4 + 8)
    }

    /// All tokens of the text, the last of kind ``Token/Kind/endOfText``.
    static func tokens(of source: String, in place: Place = .code) throws(HogQLError) -> (bytes: [UInt8], [Token]) {
        var lexer = try Lexer(source, in: place)
        while lexer.position < lexer.bytes.count { lexer.readToken() }
        lexer.add(.endOfText, lexer.bytes.count)
        return (lexer.bytes, lexer.tokens)
    }

    private mutating func readToken() {
        switch places.last {
        case .template, .fullTemplate: readTemplate()
        case .tagText: readTagText()
        case .tag, .closingTag: readInTag()
        case .code, nil: readCode()
        }
    }

    /// The byte so many places further on; zero behind the end.
    func byte(_ distance: Int = 0) -> UInt8 {
        let index = position + distance
        return index < bytes.count ? bytes[index] : 0
    }

    /// Adds a token from `start` to the current position.
    mutating func add(_ kind: Token.Kind, _ start: Int, keyword: Keyword? = nil) {
        tokens.append(Token(kind, start, position, keyword: keyword))
    }

    /// Adds a token of that many bytes.
    mutating func take(_ kind: Token.Kind, _ length: Int) {
        position += length
        add(kind, position - length)
    }

    // MARK: - Brackets

    mutating func takeOpening(_ kind: Token.Kind) {
        open.append(tokens.count)
        take(kind, 1)
    }

    mutating func takeClosing(_ kind: Token.Kind, of opening: Token.Kind) {
        if let index = open.last, tokens[index].kind == opening {
            tokens[index].partner = Int32(truncatingIfNeeded: tokens.count)
            open.removeLast()
        }
        take(kind, 1)
    }

    mutating func takeLeftBrace() {
        places.append(.code)
        takeOpening(.leftBrace)
    }

    mutating func takeRightBrace() {
        guard places.count > 1 else { return take(.unmatchedBrace, 1) }
        places.removeLast()
        takeClosing(.rightBrace, of: .leftBrace)
    }

    // MARK: - What is skipped

    /// Skips blanks and comments; says whether there were any.
    mutating func skipBlanks() -> Bool {
        let start = position
        while position < bytes.count {
            switch byte() {
            case 0x20, 0x09...0x0D: position += 1
            case 0x2D where byte(1) == 0x2D, 0x2F where byte(1) == 0x2F: skipLine()
            case UInt8(ascii: "#") where !Self.isDigit(byte(1)): skipLine()
            case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"):
                guard skipBlockComment() else { return position > start }
            case 0x80...:
                let length = unicodeBlankLength
                guard length > 0 else { return position > start }
                position += length
            default: return position > start
            }
        }
        return position > start
    }

    private mutating func skipLine() {
        while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
    }

    /// Skips a comment; without its end it is none, and slash and star stand for themselves.
    private mutating func skipBlockComment() -> Bool {
        if let unclosedComment, position >= unclosedComment { return false }
        var end = position + 2
        while end + 1 < bytes.count {
            if bytes[end] == UInt8(ascii: "*"), bytes[end + 1] == UInt8(ascii: "/") {
                position = end + 2
                return true
            }
            end += 1
        }
        unclosedComment = position
        return false
    }

    /// From here on no comment is closed: nothing to search for twice.
    private var unclosedComment: Int?

    /// The bytes of the blank beyond ASCII at this place; 0 when there is none.
    private var unicodeBlankLength: Int {
        switch (byte(), byte(1), byte(2)) {
        case (0xC2, 0x85, _), (0xC2, 0xA0, _): 2
        case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xE2, 0x80, 0xAF),
            (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF):
            3
        default: 0
        }
    }

    // MARK: - Kinds of bytes

    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    static func isNameStart(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
    }

    static func isNamePart(_ byte: UInt8) -> Bool { isNameStart(byte) || isDigit(byte) }
}
