/// What a key may do: `<object>:read`, `<object>:write` or `*`.
public struct Scopes: Hashable, Sendable {
    /// The scopes as they were given, in their order.
    public let names: [String]

    public static let all = Scopes(["*"])

    /// Takes scopes that have been checked; none at all is PostHog's old way to say `*`.
    init(_ names: [String]) {
        self.names = names.isEmpty ? ["*"] : names
    }

    /// Takes scopes from a client; throws for one that does not exist, and for none.
    public init(checking names: [String]) throws {
        guard !names.isEmpty else { throw AccessError.scopesEmpty }
        if let unknown = names.first(where: { !Self.isKnown($0) }) { throw AccessError.invalidScope(unknown) }
        self.init(names)
    }

    /// Whether everything is allowed, managing keys included.
    public var isUnlimited: Bool { names.contains("*") }

    /// Whether an operation that requires `scope` is allowed; who may write may read.
    public func allows(_ scope: String) -> Bool {
        if names.contains(where: { $0 == "*" || $0 == scope }) { return true }
        guard scope.hasSuffix(":read") else { return false }
        return names.contains(scope.dropLast("read".count) + "write")
    }

    private static func isKnown(_ name: String) -> Bool {
        if name == "*" { return true }
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 && (parts[1] == "read" || parts[1] == "write") && objects.contains(String(parts[0]))
    }
}
