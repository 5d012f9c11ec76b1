import ClickHouse

extension Resolver {
    /// A field of a table; a group type is a field of the events that have groups, under its own name.
    func field(_ name: String, of instance: TableInstance) -> TableField? {
        if let field = instance.table.field(name) { return field }
        guard let index = context.groupTypes[name] else { return nil }
        return instance.table.field("group_\(index)")
    }

    mutating func resolve(
        _ path: [PathStep],
        in demanded: DemandedTable,
        at range: SourceRange?
    ) throws(HogQLError) -> ResolvedExpression {
        if let name = path.first?.description, field(name, of: demanded.instance)?.isInternal == true {
            throw Self.fieldNotFound(name, among: demanded.instance.table.fields, at: range)
        }
        let demand = DemandedTable.Demand(path: path, form: propertyForm)
        return try demanded.column(for: demand) { (instance) throws(HogQLError) in
            try resolve(path, in: instance, at: range)
        }
    }

    mutating func resolve(
        _ path: [PathStep],
        in instance: TableInstance,
        at range: SourceRange?
    ) throws(HogQLError) -> ResolvedExpression {
        guard let name = path.first?.description, let field = field(name, of: instance) else {
            throw Self.fieldNotFound(path.first?.description ?? "", among: instance.table.fields, at: range)
        }
        return try resolve(field, Array(path.dropFirst()), in: instance, at: range)
    }

    private static func fieldNotFound(_ name: String, among fields: [TableField], at range: SourceRange?) -> HogQLError
    {
        HogQLError(
            .unknownField,
            "Field not found: \(name)",
            at: range,
            hint: NearestName.of(name, in: fields.filter { !$0.isInternal }.map(\.name)).map {
                "Perhaps you meant '\($0)'?"
            }
        )
    }

    private mutating func resolve(
        _ field: TableField,
        _ rest: [PathStep],
        in instance: TableInstance,
        at range: SourceRange?
    ) throws(HogQLError) -> ResolvedExpression {
        switch field.kind {
        case .column(let column, let type):
            return try access(value(column, type, of: instance), rest, at: range)
        case .properties(let column, let owner):
            let place = PropertyPlace(
                source: instance.alias,
                column: column,
                owner: owner.fixed(to: instance.groupTypeIndex)
            )
            return try property(rest, of: place, at: range)
        case .group(let fields):
            guard let name = rest.first?.description else { throw Self.noValue(field.name, at: range) }
            guard let inner = fields.first(where: { $0.name == name }) else {
                throw Self.fieldNotFound(name, among: fields, at: range)
            }
            return try resolve(inner, Array(rest.dropFirst()), in: instance, at: range)
        case .join(let join):
            guard !rest.isEmpty else { throw Self.noValue(field.name, at: range) }
            return try resolve(rest, in: joined(join, as: field.name, to: instance), at: range)
        case .expression(let expression):
            return try access(try resolve(expression, of: instance), rest, at: range)
        }
    }

    /// The expression of a field: whatever is around the field, it is resolved as if it stood alone.
    private mutating func resolve(
        _ expression: Expression,
        of instance: TableInstance
    ) throws(HogQLError) -> ResolvedExpression {
        let scope = Scope()
        scope.relations = [.init(name: nil, alias: instance.alias, relation: .table(instance))]
        let (outerAggregate, outerForm, outerJoin) = (aggregate, propertyForm, isInJoinCondition)
        defer { (aggregate, propertyForm, isInJoinCondition) = (outerAggregate, outerForm, outerJoin) }
        (aggregate, propertyForm, isInJoinCondition) = (nil, .text, false)
        return try resolve(expression, in: scope)
    }

    private static func noValue(_ name: String, at range: SourceRange?) -> HogQLError {
        HogQLError(.query, "\(name) is no value: name one of its fields, as in \(name).properties.x", at: range)
    }

    /// A column; points in time are shown in the project's zone.
    private func value(_ column: String, _ type: ClickHouseType, of instance: TableInstance) -> ResolvedExpression {
        let bare = ResolvedExpression(.column(source: instance.alias, name: column), type)
        guard case .dateTime64(let precision, _) = type else { return bare }
        return ResolvedExpression(
            .zoned(bare, timezone: context.timezone),
            .dateTime64(precision: precision, timezone: context.timezone)
        )
    }

    /// The table that a field joins: joined once, however often it is used.
    private mutating func joined(
        _ join: LazyJoin,
        as name: String,
        to instance: TableInstance
    ) throws(HogQLError) -> DemandedTable {
        if let known = instance.joins[name] { return known }
        let form = propertyForm
        propertyForm = .typed
        defer { propertyForm = form }
        guard let table = Schema.table([join.table]) else {
            throw HogQLError(.unknownTable, "Unknown table `\(join.table)`.", at: nil)
        }
        let alias = instance.scope.uniqueSourceName("\(instance.alias)__\(name)")
        let demanded = DemandedTable(table, alias: alias, guardedBy: tenant, groupTypeIndex: join.fixed?.value)
        instance.joins[name] = demanded
        if let fixed = join.fixed {
            let column = try resolve([.key(fixed.field)], in: demanded.instance, at: nil)
            demanded.condition = .call("equals", [column, .integer(Int64(fixed.value))], .uint(bits: 8))
        }
        let left = try resolve([.key(join.from)], in: instance, at: nil)
        let right = try resolve([.key(join.to)], in: demanded, at: nil)
        var source = ResolvedSource(relation: .demanded(demanded), alias: alias, joinType: "LEFT JOIN")
        source.condition = .on(.call("equals", [left, right], .uint(bits: 8)))
        source.owner = instance.alias
        instance.scope.insert(source, after: instance.alias)
        tables.insert(table.name)
        return demanded
    }
}

extension PropertyOwner {
    fileprivate func fixed(to index: Int?) -> PropertyOwner {
        if case .group(nil) = self { .group(index) } else { self }
    }
}
