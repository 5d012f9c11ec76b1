/// Templates, `f'text {expression}'`, and tags, `<a b='c'>text</a>`.
extension Parser {
    /// Parses the pieces of a template up to its end; several are joined by concat, a single one stands for itself.
    ///
    /// In a text that is a template from end to end, `isWhole`, quotes mean nothing.
    mutating func parseTemplateContents(from start: Int, isWhole: Bool = false) throws(HogQLError) -> Expression {
        let quote: UInt8? = isWhole ? nil : UInt8(ascii: "'")
        var pieces: [Expression] = []
        while !isAt(.templateEnd), !isAt(.endOfText) {
            if isAt(.templateText) {
                let text = EscapedText.decode(bytes[current.range], quote: quote, alsoEscaped: UInt8(ascii: "{"))
                pieces.append(.constant(Constant(.string(text), range: current.range)))
                advance()
            } else {
                try expect(.leftBrace, "{")
                pieces.append(try parseExpression())
                try expect(.rightBrace, "}")
            }
        }
        if !isWhole { try expect(.templateEnd, "'") }
        let range = range(from: start)
        switch pieces.count {
        case 0: return .constant(Constant(.string(""), range: range))
        case 1: return pieces[0]
        default: return .call(Call("concat", pieces, range: range))
        }
    }

    // MARK: - Tags

    var isAtTag: Bool { isAt(.tagStart) || isAt(.less) }

    mutating func parseTag() throws(HogQLError) -> Tag {
        let outerDepth = depth
        try descend()
        let start = current.start
        advance()
        var tag = Tag(try parseName("the name of a tag"), [])
        while current.isName { tag.attributes.append(try parseAttribute()) }
        if !take(.slashGreater) {
            try expect(.greater, ">")
            let children = try parseChildren()
            try expect(.tagEndStart, "</")
            let closing = try parseName("the name of the tag")
            guard closing == tag.kind else {
                let message = "Opening and closing HogQLX tags must match. Got \(tag.kind) and \(closing)"
                throw syntaxError(message, at: range(from: start))
            }
            try expect(.greater, ">")
            if !children.isEmpty { tag.attributes.append(Tag.Attribute("children", .many(children))) }
        }
        tag.range = range(from: start)
        depth = outerDepth
        return tag
    }

    private mutating func parseAttribute() throws(HogQLError) -> Tag.Attribute {
        let start = current.start
        let name = try parseName()
        let value: Expression
        if take(.equal) {
            value = try parseAttributeValue()
        } else {
            value = .constant(Constant(.bool(true)))
        }
        return Tag.Attribute(name, .one(value), range: range(from: start))
    }

    private mutating func parseAttributeValue() throws(HogQLError) -> Expression {
        switch current.kind {
        case .string, .templateStart: return try parseOperand(from: current.start)
        case .leftBrace: return try parsePlaceholder().expression
        default: throw unexpected("a text or an expression in braces")
        }
    }

    private mutating func parseChildren() throws(HogQLError) -> [Expression] {
        var children: [Expression] = []
        while true {
            switch current.kind {
            case .tagText:
                children.append(.constant(Constant(.string(spelling(of: current)), range: current.range)))
                advance()
            case .leftBrace: children.append(try parsePlaceholder().expression)
            case .tagStart, .less: children.append(.tag(try parseTag()))
            default: return children
            }
        }
    }
}
