/// What a client calls a run, and whose run it is.
public struct QueryName: Hashable, Sendable {
    public let id: String
    public let projectID: Int
    /// Stands for the key that started the run: whoever has it may ask about the run and cancel it.
    public let caller: String

    public init(_ id: String, projectID: Int, caller: String) {
        self.id = id
        self.projectID = projectID
        self.caller = caller
    }
}
