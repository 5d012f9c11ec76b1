/// Tags: `<a b='c' d={e}>text {f}</a>`.
extension Lexer {
    /// Whether the `<` at this place opens a tag: a name follows at once, and behind it what can follow in a tag.
    ///
    /// Only the text decides, whatever stands before: `a <b and c` is an open tag for the reference, too.
    var opensTag: Bool {
        guard Self.isNameStart(byte(1)), byte(1) != UInt8(ascii: "$") else { return false }
        var distance = 2
        while Self.isTagNamePart(byte(distance)) { distance += 1 }
        if byte(distance) == UInt8(ascii: ">") || byte(distance) == UInt8(ascii: "/") { return true }
        let end = distance
        while isASCIIBlank(byte(distance)) { distance += 1 }
        guard distance > end else { return false }
        let next = byte(distance)
        return next == UInt8(ascii: ">") || next == UInt8(ascii: "/")
            || (Self.isNameStart(next) && next != UInt8(ascii: "$"))
    }

    mutating func readInTag() {
        guard !skipBlanks() else { return }
        switch (byte(), byte(1)) {
        case (UInt8(ascii: "/"), UInt8(ascii: ">")):
            places.removeLast()
            take(.slashGreater, 2)
        case (UInt8(ascii: ">"), _):
            if places.removeLast() == .tag { places.append(.tagText) }
            take(.greater, 1)
        case (UInt8(ascii: "="), _): take(.equal, 1)
        case (UInt8(ascii: "'"), _): readString()
        case (UInt8(ascii: "{"), _): takeLeftBrace()
        case (let first, _) where Self.isNameStart(first) && first != UInt8(ascii: "$"):
            let start = position
            while Self.isTagNamePart(byte()) { position += 1 }
            add(.name, start)
        default: takeInvalid()
        }
    }

    mutating func readTagText() {
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "<"), bytes[position] != UInt8(ascii: "{") {
            position += 1
        }
        if position > start { add(.tagText, start) }
        guard position < bytes.count else { return }
        if bytes[position] == UInt8(ascii: "{") {
            takeLeftBrace()
        } else if byte(1) == UInt8(ascii: "/") {
            places.removeLast()
            places.append(.closingTag)
            take(.tagEndStart, 2)
        } else {
            places.append(.tag)
            take(.tagStart, 1)
        }
    }

    private static func isTagNamePart(_ byte: UInt8) -> Bool {
        (isNamePart(byte) && byte != UInt8(ascii: "$")) || byte == UInt8(ascii: "-")
    }

    private func isASCIIBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
