/// Unpacks what lz-string's `compressToBase64` packed, which older clients in browsers send.
///
/// The format is LZW over UTF-16 units, six bits to a letter and the lowest bit first; the width of a code grows with
/// the number of known words, which both sides count alike.
struct LZString {
    private static let codeOfByte = 0
    private static let codeOfUnit = 1
    private static let codeOfEnd = 2

    private let letters: [UInt8]
    private var position = 0
    private var bit: UInt8 = 32
    private var words: [ArraySlice<UInt16>] = [[], [], []]
    /// How many more words fit before codes get a bit longer.
    private var room = 4
    private var width = 3
    private var isExhausted = false

    /// The text in UTF-8; nil when the input is something else, or longer than `limit` bytes.
    static func decompress(base64 text: some Collection<UInt8>, limit: Int) throws(Inflate.Failure) -> [UInt8] {
        guard let letters = Base64.letters(of: text) else { throw .corrupt }
        var reader = LZString(letters)
        return try reader.readAll(limit: limit)
    }

    private init(_ letters: [UInt8]) {
        self.letters = letters
    }

    private mutating func readAll(limit: Int) throws(Inflate.Failure) -> [UInt8] {
        guard let first = try readUnit(code: readBits(2)) else { return [] }
        var output: [UInt16] = [first]
        var previous: ArraySlice<UInt16> = [first]
        words.append(previous)
        while true {
            guard output.count <= limit else { throw .tooLarge }
            guard let word = try readWord(after: previous) else { break }
            output.append(contentsOf: word)
            if let start = word.first { words.append(previous + [start]) }
            countWord()
            previous = word
        }
        let decoded = Array(String(decoding: output, as: UTF16.self).utf8)
        guard decoded.count <= limit else { throw .tooLarge }
        return decoded
    }

    /// The next word, or nil at the end.
    private mutating func readWord(after previous: ArraySlice<UInt16>) throws(Inflate.Failure) -> ArraySlice<UInt16>? {
        let code = readBits(width)
        guard !isExhausted else { throw .corrupt }
        if code <= Self.codeOfEnd {
            guard let unit = try readUnit(code: code) else { return nil }
            words.append([unit])
            countWord()
            return [unit]
        }
        if code < words.count { return words[code] }
        // The word that is being made just now: the previous one and its own first unit.
        guard code == words.count, let start = previous.first else { throw .corrupt }
        return previous + [start]
    }

    private mutating func readUnit(code: Int) throws(Inflate.Failure) -> UInt16? {
        switch code {
        case Self.codeOfByte: return UInt16(readBits(8))
        case Self.codeOfUnit: return UInt16(readBits(16))
        case Self.codeOfEnd: return nil
        default: throw .corrupt
        }
    }

    private mutating func countWord() {
        room -= 1
        if room == 0 {
            room = 1 << width
            width += 1
        }
    }

    private mutating func readBits(_ count: Int) -> Int {
        var value = 0
        for place in 0..<count {
            guard position < letters.count else {
                isExhausted = true
                return 0
            }
            if letters[position] & bit != 0 { value |= 1 << place }
            bit >>= 1
            if bit == 0 {
                bit = 32
                position += 1
            }
        }
        return value
    }
}
