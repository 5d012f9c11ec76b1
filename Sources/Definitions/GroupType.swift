/// A kind of group (`company`, `workspace`, …) and the number under which the engine knows it.
public struct GroupType: Hashable, Sendable {
    /// How many a project can have: the engine has a column for each.
    public static let maximum = 5

    /// 0 to 4, by first appearance.
    public let index: Int
    public let name: String
}
