import ClickHouse

/// A table of the schema at one place of a query, read directly.
final class TableInstance {
    let table: Table
    let alias: String
    unowned let scope: Scope
    /// The lazy joins that were used, by field.
    var joins: [String: DemandedTable] = [:]
    /// The index of the group type, when a join has fixed it.
    let groupTypeIndex: Int?

    init(_ table: Table, alias: String, in scope: Scope, groupTypeIndex: Int? = nil) {
        self.table = table
        self.alias = alias
        self.scope = scope
        self.groupTypeIndex = groupTypeIndex
    }
}

/// A table read through a subquery that selects only what is asked for.
///
/// The subquery is where its tenant guard, its latest versions and its own lazy joins are, so that it can stand on either
/// side of any join, and a JSON column is never carried through a join as a whole.
final class DemandedTable {
    /// What is asked for: a path, read in one of the ways a property can be read.
    struct Demand: Hashable {
        let path: [PathStep]
        let form: PropertyForm
    }

    let alias: String
    let instance: TableInstance
    private let scope: Scope
    private var columns: [ResolvedColumn] = []
    private var columnOfDemand: [Demand: Int] = [:]
    /// Conditions besides the guard: the fixed value of a lazy join.
    var condition: ResolvedExpression?

    init(_ table: Table, alias: String, guardedBy tenant: TenantGuard, groupTypeIndex: Int? = nil) {
        self.alias = alias
        scope = Scope()
        instance = TableInstance(table, alias: scope.uniqueSourceName(alias), in: scope, groupTypeIndex: groupTypeIndex)
        scope.sources = [
            ResolvedSource(
                relation: .stored(StoredTable(storage: table.storage, guardedBy: tenant)),
                alias: instance.alias,
                joinType: nil
            )
        ]
    }

    /// The column for a demand, made on first use.
    func column(
        for demand: Demand,
        resolve: (TableInstance) throws(HogQLError) -> ResolvedExpression
    ) throws(HogQLError) -> ResolvedExpression {
        if let index = columnOfDemand[demand] { return reference(to: columns[index]) }
        let expression = try resolve(instance)
        let name = demand.path.map(\.description).joined(separator: "___")
        let column = ResolvedColumn(name: name, alias: scope.uniqueName(name), expression: expression)
        columnOfDemand[demand] = columns.count
        columns.append(column)
        return reference(to: column)
    }

    private func reference(to column: ResolvedColumn) -> ResolvedExpression {
        ResolvedExpression(.column(source: alias, name: column.alias), column.type)
    }

    var select: ResolvedSelect {
        var select = ResolvedSelect()
        let key = ResolvedExpression(.column(source: instance.alias, name: instance.table.storage.keyColumn), nil)
        select.columns = columns.isEmpty ? [ResolvedColumn(name: "row", alias: "row", expression: key)] : columns
        select.sources = scope.sources
        select.condition = condition
        guard instance.table.storage.isGrouped else { return select }
        select.condition = .call("notEmpty", [key], .uint(bits: 8))
        select.groupBy = .expressions([key])
        return select
    }
}

/// A query in the place of a table.
///
/// Reading a property of a JSON column that it selects would mean to carry that column as text; instead the query is made
/// to select the property as well.
final class QueryInstance {
    private(set) var query: ResolvedQuery
    /// Its columns by the names they have outside.
    let columns: [ResolvedColumn]
    private let alias: String
    private var columnOfDemand: [DemandedTable.Demand: ResolvedExpression] = [:]

    init(_ query: ResolvedQuery, columns: [ResolvedColumn], alias: String) {
        self.query = query
        self.columns = columns
        self.alias = alias
    }

    /// The scope in which a further column can be resolved; nil if one would change the rows.
    var openScope: Scope? {
        guard case .select(let select) = query, !select.isDistinct, select.groupBy == nil else { return nil }
        return select.scope
    }

    /// The column for a demand, made on first use.
    func column(
        for demand: DemandedTable.Demand,
        in scope: Scope,
        resolve: () throws(HogQLError) -> ResolvedExpression
    ) throws(HogQLError) -> ResolvedExpression {
        if let known = columnOfDemand[demand] { return known }
        let expression = try resolve()
        guard case .select(var select) = query else { return expression }
        let name = scope.uniqueName(demand.path.map(\.description).joined(separator: "___"))
        select.columns.append(ResolvedColumn(name: name, alias: name, expression: expression))
        select.sources = scope.sources
        query = .select(select)
        let reference = ResolvedExpression(.column(source: alias, name: name), expression.type)
        columnOfDemand[demand] = reference
        return reference
    }
}
