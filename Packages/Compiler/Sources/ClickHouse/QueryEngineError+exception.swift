extension QueryEngineError {
    /// Sorts an error by ClickHouse's number for it.
    public init(_ exception: Exception) {
        switch exception.code {
        case 159, 160: self = .timedOut(exception)
        case 241: self = .memoryLimit(exception)
        case 158, 307, 396: self = .rowLimit(exception)
        case 167, 168, 306: self = .tooLarge(exception)
        // The size of the text is checked by the parser, which has one number for all it refuses.
        case 62 where exception.message.contains("query size exceeded"): self = .tooLarge(exception)
        case 394, 734: self = .cancelled
        default: self = .refused(exception)
        }
    }
}

extension QueryEngineError.Exception {
    /// Reads the text of an error as ClickHouse writes it:
    /// `Code: 60. DB::Exception: Unknown table …. (UNKNOWN_TABLE) (version 26.9.2.1)`.
    ///
    /// Nil when it isn't such a text.
    public init?(text: String) {
        guard let start = text.firstRange(of: "Code: ")?.upperBound else { return nil }
        let digits = text[start...].prefix { $0.isASCII && $0.isNumber }
        guard let code = Int(digits) else { return nil }
        var message = text[digits.endIndex...].drop { $0 == "." || $0 == " " }
        for prefix in ["DB::NetException: ", "DB::ErrnoException: ", "DB::Exception: "] where message.hasPrefix(prefix)
        {
            message = message.dropFirst(prefix.count)
        }
        if let version = message.lastRange(of: " (version ") { message = message[..<version.lowerBound] }
        var name = ""
        if let open = message.lastIndex(of: "("), message.last == ")" {
            let inside = message[message.index(after: open)...].dropLast()
            if inside.allSatisfy({ $0.isUppercase || $0.isNumber || $0 == "_" }) {
                name = String(inside)
                message = message[..<open]
            }
        }
        self.init(code: code, name: name, message: Self.withoutInnerWorkings(message))
    }

    /// Leaves out where in the engine, and in which of its own queries, the error came up.
    private static func withoutInnerWorkings(_ text: Substring) -> String {
        var message = text
        for marker in [
            ". In scope ", ": In scope ", " in scope ", ": while executing '", ": While executing ",
            ": While processing ",
            ". Stack trace:", ": (while reading ", ": While reading or decoding ",
        ] {
            guard let start = message.firstRange(of: marker) else { continue }
            // What ClickHouse suggests instead comes behind the scope and is worth keeping.
            let hint = message.lastRange(of: "Maybe you meant: ").map { ". " + message[$0.lowerBound...] } ?? ""
            message = Substring(message[..<start.lowerBound] + hint)
        }
        message = message.replacing("DB::Exception: ", with: "")[...]
        while let last = message.last, last == " " || last == "." || last == ":" { message = message.dropLast() }
        return String(message)
    }
}

extension Substring {
    fileprivate func lastRange(of text: String) -> Range<Index>? { ranges(of: text).last }
}
