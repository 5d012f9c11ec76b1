import ClickHouse

/// A table as HogQL shows it: the names a query may use, and where the engine keeps what they stand for.
struct Table: Sendable {
    let name: String
    let storage: Storage
    /// In the order in which `*` lists them.
    let fields: [TableField]

    init(_ name: String, _ storage: Storage, _ fields: [TableField]) {
        self.name = name
        self.storage = storage
        self.fields = fields
    }

    func field(_ name: String) -> TableField? {
        fields.first { $0.name == name }
    }

    /// Where the rows are, and which of them count.
    struct Storage: Sendable {
        /// The engine's table; it has a `team_id`, by which every read is guarded.
        let name: String
        /// Whether the engine keeps several versions of a row until it merges them, so that a read must ask for the last.
        var isVersioned = false
        /// The column that says a row is deleted.
        var deletionMarker: String?
        /// A column that every row has, read when a query wants rows but no values.
        var keyColumn: String
        /// Whether one row of this table is all rows of the engine's that share a ``keyColumn``, unless that is empty.
        var isGrouped = false

        /// Whether a query can read the engine's rows as they are.
        var isPlain: Bool { !isVersioned && !isGrouped }
    }
}

/// One name of a table.
struct TableField: Sendable {
    enum Kind: Sendable {
        /// A column of the engine's table.
        case column(String, ClickHouseType)
        /// A JSON column; what is read from it is typed by the definitions of `owner`.
        case properties(column: String, owner: PropertyOwner)
        /// Another table, joined when it is used.
        case join(LazyJoin)
        /// Names kept together under one: `person` of an event, whose fields are columns of the event.
        case group([TableField])
        /// What other fields of the same table yield.
        case expression(Expression)
    }

    let name: String
    let kind: Kind
    /// Whether `*` leaves it out, although it is a value.
    private(set) var isHidden: Bool
    /// Whether only other fields of the table may use it.
    private(set) var isInternal = false

    private init(_ name: String, _ kind: Kind, isHidden: Bool = false) {
        self.name = name
        self.kind = kind
        self.isHidden = isHidden
    }

    /// The same field, left out by `*`.
    var hidden: TableField {
        var field = self
        field.isHidden = true
        return field
    }

    /// The same field for other fields of the table alone.
    var `internal`: TableField {
        var field = self
        field.isInternal = true
        return field
    }

    static func column(_ name: String, _ type: ClickHouseType, as column: String? = nil) -> TableField {
        TableField(name, .column(column ?? name, type))
    }

    static func hidden(_ name: String, _ type: ClickHouseType, as column: String? = nil) -> TableField {
        TableField(name, .column(column ?? name, type), isHidden: true)
    }

    static func properties(_ name: String = "properties", column: String, of owner: PropertyOwner) -> TableField {
        TableField(name, .properties(column: column, owner: owner))
    }

    static func join(_ name: String, _ join: LazyJoin) -> TableField {
        TableField(name, .join(join), isHidden: true)
    }

    static func group(_ name: String, _ fields: [TableField]) -> TableField {
        TableField(name, .group(fields), isHidden: true)
    }

    static func expression(_ name: String, _ expression: Expression) -> TableField {
        TableField(name, .expression(expression))
    }
}

/// A table that a field stands for: joined to the left, so that no row is lost by naming it.
struct LazyJoin: Sendable {
    /// The joined table's name in the schema.
    let table: String
    /// The field of this table, and the field of the joined table that equals it.
    let from: String
    let to: String
    /// A further condition: a field of the joined table that has a fixed value.
    var fixed: (field: String, value: Int)?
}

/// Whose property definitions type what is read from a JSON column.
enum PropertyOwner: Hashable, Sendable {
    case event
    case person
    /// The index of the group type; nil where it differs from row to row.
    case group(Int?)
}
