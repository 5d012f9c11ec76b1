import ClickHouse

/// What the names inside one SELECT mean.
///
/// It is an object, because a field can add a join to the SELECT it is used in, however deep in an expression it stands.
final class Scope {
    /// An alias of the SELECT, by the name that is printed for it.
    struct Alias {
        let printed: String
        let expression: ResolvedExpression
        /// The field it stands for, so that `p.a` works after `properties AS p`.
        let field: Field?
        /// Declared by a use to the left of its place.
        var isForward = false
    }

    /// What can be read from by name.
    enum Relation {
        case table(TableInstance)
        case demanded(DemandedTable)
        case query(QueryInstance)
    }

    struct NamedRelation {
        /// The name in the query; nil for a subquery without alias.
        let name: String?
        /// The name that is printed.
        let alias: String
        let relation: Relation
    }

    var sources: [ResolvedSource] = []
    var relations: [NamedRelation] = []
    var aliases: [String: Alias] = [:]
    /// Aliases further right in the SELECT, which may be used before they are reached.
    var pending: [String: Expression] = [:]
    /// The parameters of the lambdas around the current place, the innermost last.
    var lambdaParameters: [(name: String, printed: String)] = []
    var windows: [String: Window] = [:]
    /// Names that USING made one: they are not ambiguous.
    var joinedNames: Set<String> = []
    let ctes: [String: VisibleCTE]
    private static let longestName = 64
    private var takenNames: Set<String> = []
    private let avoidedNames: Set<String>

    /// Makes an empty scope; the avoided names are those of tables around it, which no column here may have.
    init(ctes: [String: VisibleCTE] = [:], avoiding avoided: Set<String> = []) {
        self.ctes = ctes
        avoidedNames = avoided
    }

    /// The same place, as the text of a CTE sees it: without the CTE's own name.
    init(copying other: Scope, without name: String) {
        relations = other.relations
        aliases = other.aliases
        lambdaParameters = other.lambdaParameters
        windows = other.windows
        joinedNames = other.joinedNames
        takenNames = other.takenNames
        avoidedNames = other.avoidedNames
        var ctes = other.ctes
        ctes[name] = nil
        self.ctes = ctes
    }

    /// The name itself, or with a number behind it when something else has it already.
    ///
    /// A value never gets the name of a table: the engine would read `events.team_id` as a part of that value, and the
    /// tenant guard with it.
    func uniqueName(_ name: String) -> String {
        unique(name, avoiding: avoidedNames)
    }

    func uniqueSourceName(_ name: String) -> String {
        unique(name, avoiding: [])
    }

    private func unique(_ name: String, avoiding avoided: Set<String>) -> String {
        // A name may be the text of a whole expression; the engine need not read it again.
        let name = name.utf8.count > Self.longestName ? "column" : name
        var candidate = name
        var number = 1
        while avoided.contains(candidate) || !takenNames.insert(candidate).inserted {
            candidate = "\(name)_\(number)"
            number += 1
        }
        return candidate
    }

    /// Whether a name is an alias or the parameter of a lambda.
    func hasValue(named name: String) -> Bool {
        aliases[name] != nil || pending[name] != nil || lambdaParameter(name) != nil
    }

    /// What is printed for a parameter of the lambdas around the current place.
    func lambdaParameter(_ name: String) -> String? {
        lambdaParameters.last { $0.name == name }?.printed
    }

    /// Puts a lazy join behind the table it belongs to, so that later joins can use it.
    func insert(_ source: ResolvedSource, after owner: String) {
        let place = sources.lastIndex { $0.alias == owner || $0.owner == owner } ?? sources.count - 1
        sources.insert(source, at: place + 1)
    }
}

/// A common table expression, and what its own text can see: the ones before it.
struct VisibleCTE {
    let definition: CommonTableExpression
    let visible: [String: VisibleCTE]
}
