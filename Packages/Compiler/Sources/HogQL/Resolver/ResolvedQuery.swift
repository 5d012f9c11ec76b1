import ClickHouse

/// A query of which every name is looked up.
indirect enum ResolvedQuery {
    case select(ResolvedSelect)
    case set(ResolvedSet)

    var columns: [ResolvedColumn] {
        switch self {
        case .select(let select): select.columns
        case .set(let set): set.first.columns
        }
    }
}

/// One SELECT.
struct ResolvedSelect {
    var isDistinct = false
    var columns: [ResolvedColumn] = []
    var sources: [ResolvedSource] = []
    var arrayJoin: ResolvedArrayJoin?
    var prewhere: ResolvedExpression?
    var condition: ResolvedExpression?
    var groupBy: ResolvedGroupBy?
    var having: ResolvedExpression?
    var qualify: ResolvedExpression?
    var orderBy: [ResolvedOrder] = []
    var limitBy: ResolvedLimitBy?
    var limit = ResolvedLimit()
    /// What its names mean, for a query around it that asks for more columns, see ``QueryInstance``.
    var scope: Scope?
}

/// A value of a SELECT, the name HogQL gives it and the name it has in the engine's text.
struct ResolvedColumn {
    let name: String
    let alias: String
    let expression: ResolvedExpression
    /// Where in its own SELECT the value comes from, if it is a whole JSON column.
    var properties: [PathStep]?

    var type: ClickHouseType? { expression.type }
}

/// Queries joined by set operators.
struct ResolvedSet {
    struct Branch {
        let `operator`: SelectSetQuery.Operator
        let query: ResolvedQuery
    }

    let first: ResolvedQuery
    let rest: [Branch]
    var limit = ResolvedLimit()
}

struct ResolvedArrayJoin {
    let kind: ArrayJoin.Kind
    let expressions: [ResolvedExpression]
}

enum ResolvedGroupBy {
    case expressions([ResolvedExpression])
    case all
    case rollup([ResolvedExpression])
    case cube([ResolvedExpression])
    case sets([[ResolvedExpression]])
}

struct ResolvedLimitBy {
    let count: ResolvedExpression
    let offset: ResolvedExpression?
    let expressions: [ResolvedExpression]
}

struct ResolvedLimit {
    var count: ResolvedExpression?
    var offset: ResolvedExpression?
    var withTies = false
}

// MARK: - What rows come from

/// A table, or what stands for one, and how it joins the ones before it.
struct ResolvedSource {
    enum Relation {
        case stored(StoredTable)
        case query(ResolvedQuery)
        /// A query of the text, to which columns are added when they are asked for.
        case instance(QueryInstance)
        /// A table of which only the columns asked for are read; they are known when all is resolved.
        case demanded(DemandedTable)
        case numbers([ResolvedExpression])
    }

    let relation: Relation
    let alias: String
    /// `LEFT JOIN`, `CROSS JOIN`; nil for the first.
    let joinType: String?
    var condition: JoinCondition?
    /// Whose lazy join this is: it follows that source.
    var owner: String?

    enum JoinCondition {
        case on(ResolvedExpression)
        case using([String])
    }
}

/// A table of the engine, and whose rows of it may be read.
struct StoredTable {
    let storage: Table.Storage
    /// The printer refuses a table without one.
    let guardedBy: TenantGuard?
}

/// The one project whose rows a query sees.
struct TenantGuard {
    let projectID: Int
}
