/// Calls by name: arguments, parameters, FILTER, OVER, WITHIN GROUP.
extension Parser {
    /// What stands in one pair of parentheses of a call.
    private struct ArgumentGroup {
        var isDistinct = false
        var arguments: [Expression] = []
        var orderBy: [OrderExpression]?

        /// Whether it holds nothing but expressions, as parameters and arguments of window functions do.
        var isPlain: Bool { !isDistinct && orderBy == nil }
    }

    mutating func parseCall(from start: Int) throws(HogQLError) -> Expression {
        let keyword = current.keyword
        let name = try parseName()
        if isQuery(at: index + 1), let argument = try parseQueryArgument() {
            return .call(Call(name, [argument], range: range(from: start)))
        }
        let first = try parseArgumentGroup(of: keyword, from: start)
        guard first.isPlain else { return try parseCall(name, nil, first, from: start) }
        if isAt(.within, .group) { return try parseWithinGroup(name, first.arguments, from: start) }
        guard isAt(.leftParenthesis), !isQuery(at: index + 1) else {
            return try parseCall(name, nil, first, from: start)
        }
        let second = try parseArgumentGroup(of: nil, from: start)
        return try parseCall(name, first.arguments, second, from: start)
    }

    private mutating func parseCall(
        _ name: String,
        _ parameters: [Expression]?,
        _ group: ArgumentGroup,
        from start: Int
    ) throws(HogQLError) -> Expression {
        let filter = try parseFilter()
        let canBeWindow = parameters == nil ? group.isPlain : group.orderBy == nil
        if canBeWindow, isAt(.over), token(1).isName || token(1).kind == .leftParenthesis {
            return try parseOver(name, parameters, group, from: start)
        }
        return .call(
            Call(
                name,
                group.arguments,
                parameters: parameters,
                isDistinct: group.isDistinct,
                orderBy: group.orderBy,
                filter: filter,
                range: range(from: start)
            )
        )
    }

    private mutating func parseArgumentGroup(
        of keyword: Keyword?,
        from start: Int
    ) throws(HogQLError) -> ArgumentGroup {
        var group = ArgumentGroup()
        try expect(.leftParenthesis, "(")
        if isDistinctOfCall {
            advance()
            group.isDistinct = true
        }
        while !isAt(.rightParenthesis), !isAt(.order, .by) {
            group.arguments.append(try parseExpression())
            guard take(.comma) else { break }
        }
        if take(.order, .by) { group.orderBy = try parseOrderList() }
        if keyword == .substring, group.arguments.count == 1, isAt(.from) {
            throw unsupported("Unsupported rule: ColumnExprSubstring", from: start)
        }
        try expect(.rightParenthesis, ")")
        return group
    }

    /// `count(DISTINCT a)`, `f(DISTINCT)`, but not `f(distinct, a)`.
    private var isDistinctOfCall: Bool {
        guard isAt(.distinct) else { return false }
        let next = token(1)
        if next.kind == .rightParenthesis || (next.keyword == .order && token(2).keyword == .by) { return true }
        return beginsNewOperand(at: index + 1)
    }

    private mutating func parseFilter() throws(HogQLError) -> Expression? {
        guard isAt(.filter), token(1).kind == .leftParenthesis else { return nil }
        index += 2
        try expect(.where)
        let filter = try parseExpression()
        try expect(.rightParenthesis, ")")
        return filter
    }

    private mutating func parseWithinGroup(
        _ name: String,
        _ parameters: [Expression],
        from start: Int
    ) throws(HogQLError) -> Expression {
        index += 2
        try expect(.leftParenthesis, "(")
        try expect(.order)
        try expect(.by)
        let order = try parseOrderList()
        try expect(.rightParenthesis, ")")
        return .call(Call(name, [], parameters: parameters, withinGroup: order, range: range(from: start)))
    }

    // MARK: - Windows

    private mutating func parseOver(
        _ name: String,
        _ parameters: [Expression]?,
        _ group: ArgumentGroup,
        from start: Int
    ) throws(HogQLError) -> Expression {
        advance()
        var function = WindowFunction(
            name,
            expressions: parameters ?? group.arguments,
            arguments: parameters == nil ? [] : group.arguments
        )
        if isAt(.leftParenthesis) {
            function.window = try parseParenthesizedWindow()
        } else {
            function.windowName = try parseName("a window")
        }
        function.range = range(from: start)
        return .windowFunction(function)
    }

    mutating func parseParenthesizedWindow() throws(HogQLError) -> Window {
        try expect(.leftParenthesis, "(")
        let start = current.start
        var window = Window()
        if take(.partition, .by) { window.partitionBy = try parseList() }
        if take(.order, .by) { window.orderBy = try parseOrderList() }
        if isAt(.range) || isAt(.rows) {
            window.frameMethod = isAt(.range) ? .range : .rows
            advance()
            if take(.between) {
                window.frameStart = try parseFrameBound()
                try expect(.and)
                window.frameEnd = try parseFrameBound()
            } else {
                window.frameStart = try parseFrameBound()
            }
        }
        window.range = range(from: start)
        try expect(.rightParenthesis, ")")
        return window
    }

    private mutating func parseFrameBound() throws(HogQLError) -> Window.Bound {
        let start = current.start
        if take(.current, .row) { return Window.Bound(.currentRow, range: range(from: start)) }
        let isUnbounded = isAt(.unbounded) && [.preceding, .following].contains(token(1).keyword)
        if isUnbounded { advance() }
        let distance = isUnbounded ? nil : try parseExpression(Precedence.not)
        guard isAt(.preceding) || isAt(.following) else { throw unexpected("PRECEDING or FOLLOWING") }
        let direction: Window.Bound.Direction = isAt(.preceding) ? .preceding : .following
        advance()
        return Window.Bound(direction, distance: distance, range: range(from: start))
    }
}
