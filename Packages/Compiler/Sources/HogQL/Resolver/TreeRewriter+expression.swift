extension TreeRewriter {
    mutating func rewrite(_ expression: Expression) throws(HogQLError) -> Expression {
        try descend(at: expression.range) { (rewriter) throws(HogQLError) in
            if let replaced = try rewriter.replacement(expression, rewriter.table) { return replaced }
            var copy = expression
            try rewriter.rewriteParts(of: &copy)
            return copy
        }
    }

    private mutating func rewriteParts(of expression: inout Expression) throws(HogQLError) {
        switch expression {
        case .constant, .field, .placeholder, .positionalReference, .columns, .spread, .tag: break
        case .alias(var node):
            try rewrite(&node.expression)
            expression = .alias(node)
        case .call(var node):
            try rewrite(&node)
            expression = .call(node)
        case .windowFunction(var node):
            try rewrite(&node)
            expression = .windowFunction(node)
        case .and(var node):
            try rewrite(&node.operands)
            expression = .and(node)
        case .or(var node):
            try rewrite(&node.operands)
            expression = .or(node)
        case .not(var node):
            try rewrite(&node.operand)
            expression = .not(node)
        case .tuple(var node):
            try rewrite(&node.elements)
            expression = .tuple(node)
        case .array(var node):
            try rewrite(&node.elements)
            expression = .array(node)
        case .subquery(let node): expression = .subquery(Subquery(try rewrite(node.query)))
        default: try rewriteOtherParts(of: &expression)
        }
    }

    private mutating func rewriteOtherParts(of expression: inout Expression) throws(HogQLError) {
        switch expression {
        case .arithmetic(var node):
            try rewrite(&node.left)
            try rewrite(&node.right)
            expression = .arithmetic(node)
        case .comparison(var node):
            try rewrite(&node.left)
            try rewrite(&node.right)
            expression = .comparison(node)
        case .between(var node):
            try rewrite(&node.operand)
            try rewrite(&node.low)
            try rewrite(&node.high)
            expression = .between(node)
        case .isDistinctFrom(var node):
            try rewrite(&node.left)
            try rewrite(&node.right)
            expression = .isDistinctFrom(node)
        case .arrayAccess(var node):
            try rewrite(&node.array)
            try rewrite(&node.property)
            expression = .arrayAccess(node)
        case .arraySlice(var node):
            try rewrite(&node.array)
            try rewrite(&node.start)
            try rewrite(&node.end)
            expression = .arraySlice(node)
        case .tupleAccess(var node):
            try rewrite(&node.tuple)
            expression = .tupleAccess(node)
        case .dict(var node):
            for index in node.items.indices {
                try rewrite(&node.items[index].key)
                try rewrite(&node.items[index].value)
            }
            expression = .dict(node)
        case .lambda(var node):
            try rewrite(&node.body)
            expression = .lambda(node)
        case .cast(var node):
            try rewrite(&node.operand)
            expression = .cast(node)
        case .namedArgument(var node):
            try rewrite(&node.value)
            expression = .namedArgument(node)
        case .expressionCall(var node):
            try rewrite(&node.callee)
            try rewrite(&node.arguments)
            expression = .expressionCall(node)
        default: break
        }
    }

    private mutating func rewrite(_ call: inout Call) throws(HogQLError) {
        try rewrite(&call.arguments)
        try call.parameters.rewriteIfPresent { (parameters) throws(HogQLError) in try rewrite(&parameters) }
        try rewrite(&call.orderBy)
        try rewrite(&call.filter)
        try rewrite(&call.withinGroup)
    }

    private mutating func rewrite(_ function: inout WindowFunction) throws(HogQLError) {
        try function.expressions.rewriteIfPresent { (nodes) throws(HogQLError) in try rewrite(&nodes) }
        try function.arguments.rewriteIfPresent { (nodes) throws(HogQLError) in try rewrite(&nodes) }
        try function.window.rewriteIfPresent { (window) throws(HogQLError) in try rewrite(&window) }
    }

    mutating func rewrite(_ window: inout Window) throws(HogQLError) {
        try window.partitionBy.rewriteIfPresent { (nodes) throws(HogQLError) in try rewrite(&nodes) }
        try rewrite(&window.orderBy)
    }

    mutating func rewrite(_ order: inout [OrderExpression]?) throws(HogQLError) {
        try order.rewriteIfPresent { (order) throws(HogQLError) in
            for index in order.indices { try rewrite(&order[index].expression) }
        }
    }

    mutating func rewrite(_ expression: inout Expression) throws(HogQLError) {
        expression = try rewrite(expression)
    }

    mutating func rewrite(_ expression: inout Expression?) throws(HogQLError) {
        guard let present = expression else { return }
        expression = try rewrite(present)
    }

    mutating func rewrite(_ expressions: inout [Expression]) throws(HogQLError) {
        for index in expressions.indices { expressions[index] = try rewrite(expressions[index]) }
    }
}
