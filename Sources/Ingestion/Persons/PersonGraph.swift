import GRDB
import Storage

/// Who is behind each distinct id: follows the events in the order of the log and keeps SQLite and the engine informed.
///
/// In memory are the persons that were seen lately; what a segment changes is written when the segment ends, in its
/// transaction. After a transaction that failed the graph must be thrown away, for it is ahead of the database.
struct PersonGraph {
    var persons = RecentValues<Int64, Person>(capacity: 100_000)
    var owners = RecentValues<DistinctID, Ownership>(capacity: 200_000)
    var nextPersonID: Int64?
    /// What is not in SQLite yet.
    var unsaved = PersonChanges()
    /// What the engine has to be told about the segment.
    var changes = PersonChanges()

    /// The person that an event is stored with, after the event has changed them.
    mutating func resolve(_ event: CapturedEvent, projectID: Int, in rows: PersonRows) throws -> EventPerson {
        let distinctID = DistinctID(projectID: projectID, text: event.distinctID)
        if event.isPersonless { return try resolvePersonless(event, distinctID, in: rows) }
        if let merge = MergeRules.merge(askedForBy: event) {
            let other = DistinctID(projectID: projectID, text: merge.other)
            try join(other, into: distinctID, isDangerous: merge.isDangerous, at: event.timestamp, in: rows)
        }
        var person = try person(of: distinctID, in: rows) ?? makePerson(for: event, distinctID, in: rows)
        // An exported row shows what its event has done already; the persons file knows how it ended.
        if event.history == nil { apply(event.personUpdate, to: &person) }
        return try historic(event, distinctID, person)
    }

    /// Ends a segment: everything is in SQLite, and old acquaintances may be forgotten.
    mutating func finishSegment(in rows: PersonRows) throws {
        try save(in: rows)
        changes = PersonChanges()
        persons.forgetOldOnes()
        owners.forgetOldOnes()
    }

    // MARK: - Finding

    mutating func person(of distinctID: DistinctID, in rows: PersonRows) throws -> Person? {
        guard let id = try ownership(of: distinctID, in: rows)?.personID else { return nil }
        return try person(id, in: rows)
    }

    mutating func person(_ id: Int64, in rows: PersonRows) throws -> Person? {
        if let person = persons[id] { return person }
        guard let person = try rows.person(id) else { return nil }
        persons[id] = person
        return person
    }

    mutating func ownership(of distinctID: DistinctID, in rows: PersonRows) throws -> Ownership? {
        if let ownership = owners[distinctID] { return ownership }
        guard let ownership = try rows.ownership(of: distinctID) else { return nil }
        owners[distinctID] = ownership
        return ownership
    }

    // MARK: - Keeping

    mutating func keep(_ person: Person) {
        persons[person.id] = person
        unsaved.persons[person.id] = person
        changes.persons[person.id] = person
    }

    mutating func keep(_ ownership: Ownership, of distinctID: DistinctID, by person: Person?) {
        if let person { changes.uuids[person.id] = person.uuid }
        owners[distinctID] = ownership
        unsaved.owners[distinctID] = ownership
        changes.owners[distinctID] = ownership
    }

    /// Writes what SQLite does not have: before the end of a segment only when something has to be looked up there.
    mutating func save(in rows: PersonRows) throws {
        for person in unsaved.persons.values { try rows.save(person) }
        for (distinctID, ownership) in unsaved.owners { try rows.save(ownership, of: distinctID) }
        for id in unsaved.deleted.keys { try rows.deletePerson(id) }
        unsaved = PersonChanges()
    }
}

// MARK: - Changing one person

extension PersonGraph {
    private mutating func apply(_ update: PersonUpdate, to person: inout Person) {
        let changed = person.properties.apply(update)
        guard !changed.isEmpty else { return }
        person.version += 1
        for (name, value) in changed { changes.observed.append((person.projectID, name, value)) }
        keep(person)
    }

    mutating func makePerson(
        for event: CapturedEvent,
        _ distinctID: DistinctID,
        in rows: PersonRows
    ) throws -> Person {
        // A row of an export names its person, who may be known already from another distinct id.
        if let uuid = event.history?.personID {
            try save(in: rows)
            if let person = try rows.person(uuid, projectID: distinctID.projectID) {
                try attach(distinctID, to: person, in: rows)
                return try self.person(person.id, in: rows) ?? person
            }
        }
        return try makePerson(
            uuid: event.history?.personID,
            for: distinctID,
            at: event.timestamp,
            properties: event.history?.personProperties.map(PersonProperties.init(json:)) ?? .empty,
            in: rows
        )
    }

    mutating func makePerson(
        uuid: EngineUUID? = nil,
        for distinctID: DistinctID,
        at time: Timestamp,
        properties: PersonProperties = .empty,
        in rows: PersonRows
    ) throws -> Person {
        let id = try nextPersonID ?? rows.lastPersonID() + 1
        nextPersonID = id + 1
        let person = Person(
            id: id,
            projectID: distinctID.projectID,
            uuid: uuid ?? .person(ofDistinctID: distinctID.text, projectID: distinctID.projectID),
            createdAt: time,
            properties: properties,
            isIdentified: false,
            version: 0
        )
        keep(person)
        try attach(distinctID, to: person, in: rows)
        return person
    }

    /// Gives a distinct id to a person, who may have had another one or none.
    mutating func attach(_ distinctID: DistinctID, to person: Person, in rows: PersonRows) throws {
        guard var ownership = try ownership(of: distinctID, in: rows) else {
            return keep(Ownership(personID: person.id, version: 0), of: distinctID, by: person)
        }
        let storedPerson = try ownership.personID.flatMap { try self.person($0, in: rows)?.uuid }
        let derived = EngineUUID.person(ofDistinctID: distinctID.text, projectID: distinctID.projectID)
        if (storedPerson ?? derived) != person.uuid { ownership.isOverride = true }
        ownership.personID = person.id
        ownership.version += 1
        keep(ownership, of: distinctID, by: person)
    }
}
