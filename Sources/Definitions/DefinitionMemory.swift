import Storage
import Synchronization

/// What a ``DefinitionStore`` knows without asking the database.
final class DefinitionMemory: Sendable {
    private struct Project {
        var names: KnownNames?
        var groupTypes: [String: Int] = [:]
        var snapshot: DefinitionSnapshot?
        var snapshotExpiry = ContinuousClock.now
        /// Counts the changes, so that a snapshot read before one is not kept after it.
        var generation = 0
    }

    private let projects = Mutex<[Int: Project]>([:])
    private let snapshotLifetime: Duration
    let maximumNames: Int

    init(snapshotLifetime: Duration, maximumNames: Int) {
        self.snapshotLifetime = snapshotLifetime
        self.maximumNames = maximumNames
    }
}

// MARK: - Names

/// The names of a project that are in the database already.
struct KnownNames: Sendable {
    var events: Set<String> = []
    /// Each property, and whether it has a type: one without may still get it.
    var properties: [PropertyOwner: [String: Bool]] = [:]
}

extension DefinitionMemory {
    func names(ofProject id: Int) -> KnownNames? {
        projects.withLock { $0[id]?.names }
    }

    /// Adds to what is known; to be called after what it names has been committed.
    func remember(_ names: KnownNames, ofProject id: Int) {
        projects.withLock { projects in
            var known = projects[id, default: Project()].names ?? KnownNames()
            known.events.formUnion(names.events)
            for (owner, properties) in names.properties {
                known.properties[owner, default: [:]].merge(properties) { $0 || $1 }
            }
            projects[id, default: Project()].names = known
        }
    }
}

// MARK: - Group types

extension DefinitionMemory {
    func groupTypes(ofProject id: Int) -> [String: Int] {
        projects.withLock { $0[id]?.groupTypes ?? [:] }
    }

    func remember(groupTypes: [String: Int], ofProject id: Int) {
        projects.withLock { $0[id, default: Project()].groupTypes = groupTypes }
    }
}

// MARK: - Snapshots

/// A remembered snapshot, and whether it can be used without asking.
struct RememberedSnapshot {
    let snapshot: DefinitionSnapshot?
    let isFresh: Bool
    let generation: Int
}

extension DefinitionMemory {
    func snapshot(ofProject id: Int) -> RememberedSnapshot {
        projects.withLock { projects in
            let project = projects[id, default: Project()]
            return RememberedSnapshot(
                snapshot: project.snapshot,
                isFresh: project.snapshotExpiry > .now,
                generation: project.generation
            )
        }
    }

    /// Keeps what has just been read or confirmed, unless a change came between.
    func remember(_ snapshot: DefinitionSnapshot, ofProject id: Int, generation: Int) {
        projects.withLock { projects in
            guard projects[id, default: Project()].generation == generation else { return }
            projects[id, default: Project()].snapshot = snapshot
            projects[id, default: Project()].snapshotExpiry = .now + snapshotLifetime
        }
    }

    /// Makes the next reader look; to be called after each change of types or group types.
    func expireSnapshot(ofProject id: Int) {
        projects.withLock { projects in
            projects[id, default: Project()].generation += 1
            projects[id, default: Project()].snapshotExpiry = .now
        }
    }
}
