/// Text with expressions in it: `f'…'`, and whole texts that are one template.
extension Lexer {
    /// Reads text up to an expression or the end of the template.
    mutating func readTemplate() {
        let isFull = places.last == .fullTemplate
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "{") { break }
            if byte == UInt8(ascii: "'"), !isFull {
                guard self.byte(1) == byte else { break }
                position += 2
            } else if byte == UInt8(ascii: "\\") {
                guard let length = templateEscapeLength(isFull: isFull) else { return takeInvalidEscape(after: start) }
                position += 1 + length
            } else {
                position += 1
            }
        }
        if position > start { add(.templateText, start) }
        guard position < bytes.count else { return }
        if bytes[position] == UInt8(ascii: "{") {
            takeLeftBrace()
        } else {
            places.removeLast()
            take(.templateEnd, 1)
        }
    }

    private func templateEscapeLength(isFull: Bool) -> Int? {
        escapeLength(at: position + 1) { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "'") } ?? (isFull ? 0 : nil)
    }

    private mutating func takeInvalidEscape(after start: Int) {
        if position > start { add(.templateText, start) }
        take(.invalid, 1)
    }
}
