import ClickHouse

extension Resolver {
    mutating func resolve(_ node: WindowFunction, in scope: Scope) throws(HogQLError) -> ResolvedExpression {
        // `f(p)(a) OVER` keeps the parameters where `f(a) OVER` has its arguments.
        let hasParameters = node.arguments?.isEmpty == false
        let parameterNodes = hasParameters ? node.expressions : nil
        let argumentNodes = (hasParameters ? node.arguments : node.expressions) ?? []
        guard let function = FunctionRegistry.function(named: node.name) else {
            throw unknownFunction(node.name, at: node.range)
        }
        guard function.kind != .scalar else {
            throw HogQLError(.query, "Function '\(node.name)' can't have a window", at: node.range)
        }
        var written = argumentNodes
        if written == [.field(Field(["*"]))] { written = [] }
        var arguments = try resolve(written, in: scope)
        let parameters = try parameterNodes.map { (nodes) throws(HogQLError) in try resolve(nodes, in: scope) }
        var window = try resolve(windowOf: node, in: scope)
        let name: String
        switch function.target {
        case .engine(let engineName): name = engineName
        case .form(.windowed(let engineName)):
            name = engineName
            guard !arguments.isEmpty else {
                throw HogQLError(
                    .argumentCount,
                    "Function '\(node.name)' expects at least 1 argument, found 0",
                    at: node.range
                )
            }
            // Past the frame's end there is NULL, and the frame is all rows unless one is written.
            arguments[0] = .call("toNullable", [arguments[0]], arguments[0].type?.asNullable)
            window = window.framed()
        default: throw .notYet("'\(node.name)' with a window", at: node.range)
        }
        let call = ResolvedCall(function: name, parameters: parameters, arguments: arguments)
        return ResolvedExpression(
            .window(ResolvedWindowCall(call: call, window: window)),
            function.returns.type(of: arguments)
        )
    }

    private mutating func resolve(windowOf node: WindowFunction, in scope: Scope) throws(HogQLError) -> ResolvedWindow {
        guard let name = node.windowName else { return try resolve(node.window ?? Window(), in: scope) }
        guard let window = scope.windows[name] else {
            throw HogQLError(.query, "Unknown window '\(name)'", at: node.range)
        }
        return try resolve(window, in: scope)
    }

    private mutating func resolve(_ window: Window, in scope: Scope) throws(HogQLError) -> ResolvedWindow {
        var frame: ResolvedWindow.Frame?
        if let method = window.frameMethod, let start = window.frameStart {
            frame = .init(
                method: method,
                start: try resolve(start, in: scope),
                end: try window.frameEnd.map { (end) throws(HogQLError) in try resolve(end, in: scope) }
            )
        }
        return ResolvedWindow(
            partitionBy: try resolve(window.partitionBy ?? [], in: scope),
            orderBy: try resolve(window.orderBy, in: scope),
            frame: frame
        )
    }

    private mutating func resolve(_ bound: Window.Bound, in scope: Scope) throws(HogQLError) -> ResolvedWindow.Bound {
        let distance = try bound.distance.map { (distance) throws(HogQLError) in try resolve(distance, in: scope) }
        return ResolvedWindow.Bound(direction: bound.direction, distance: distance)
    }
}

extension ResolvedWindow {
    fileprivate func framed() -> ResolvedWindow {
        guard frame == nil else { return self }
        let frame = Frame(
            method: .rows,
            start: Bound(direction: .preceding, distance: nil),
            end: Bound(direction: .following, distance: nil)
        )
        return ResolvedWindow(partitionBy: partitionBy, orderBy: orderBy, frame: frame)
    }
}
