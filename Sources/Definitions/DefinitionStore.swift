public import GRDB
public import Storage

/// What is known about the data of each project: learnt from its events, or said by its people.
///
/// One store is shared by those who learn and those who read; what it remembers makes both cheap.
public struct DefinitionStore: Sendable {
    let database: any DatabaseWriter
    let clock: Clock
    let memory: DefinitionMemory

    /// Makes a store in which another process's changes may go unnoticed for `snapshotLifetime`.
    ///
    /// Of one kind, `maximumNames` names are learnt of a project, so that a client which sends ever new ones fills
    /// neither disk nor memory.
    public init(
        _ database: any DatabaseWriter,
        clock: Clock = .system,
        snapshotLifetime: Duration = .seconds(1),
        maximumNames: Int = 20_000
    ) {
        self.database = database
        self.clock = clock
        memory = DefinitionMemory(snapshotLifetime: snapshotLifetime, maximumNames: maximumNames)
    }

    /// The longest name of an event, property or group type that is learnt, in characters, as in PostHog.
    static let maximumNameLength = 400
}
