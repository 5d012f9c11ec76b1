import Storage

extension PersonGraph {
    /// Makes two distinct ids names of one person.
    mutating func join(
        _ other: DistinctID,
        into distinctID: DistinctID,
        isDangerous: Bool,
        at time: Timestamp,
        in rows: PersonRows
    ) throws {
        var survivor: Person
        switch (try person(of: other, in: rows), try person(of: distinctID, in: rows)) {
        case (nil, nil):
            survivor = try makePerson(for: distinctID, at: time, in: rows)
            try attach(other, to: survivor, in: rows)
        case (nil, let person?):
            survivor = person
            try attach(other, to: person, in: rows)
        case (let person?, nil):
            survivor = person
            try attach(distinctID, to: person, in: rows)
        case (let merged?, let person?):
            survivor = person
            if merged.id != person.id, !merged.isIdentified || isDangerous {
                survivor = try merge(merged, into: person, in: rows)
            }
        }
        guard !survivor.isIdentified else { return }
        survivor.isIdentified = true
        survivor.version += 1
        keep(survivor)
    }

    private mutating func merge(_ merged: Person, into person: Person, in rows: PersonRows) throws -> Person {
        var survivor = person
        survivor.properties.fill(from: merged.properties)
        survivor.createdAt = min(merged.createdAt, survivor.createdAt)
        survivor.version += 1
        keep(survivor)
        try save(in: rows)
        for distinctID in try rows.distinctIDs(ofPerson: merged.id) {
            try attach(distinctID, to: survivor, in: rows)
        }
        remove(merged)
        return survivor
    }

    private mutating func remove(_ person: Person) {
        persons[person.id] = nil
        unsaved.remove(person)
        changes.remove(person)
    }
}
