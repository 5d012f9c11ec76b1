import JSON
import Storage

extension PersonGraph {
    mutating func resolvePersonless(
        _ event: CapturedEvent,
        _ distinctID: DistinctID,
        in rows: PersonRows
    ) throws -> EventPerson {
        guard let person = try person(of: distinctID, in: rows) else {
            if try ownership(of: distinctID, in: rows) == nil {
                keep(Ownership(personID: nil, version: 0), of: distinctID, by: nil)
            }
            let uuid = EngineUUID.person(ofDistinctID: distinctID.text, projectID: distinctID.projectID)
            return EventPerson(nobody: event.history?.personID ?? uuid)
        }
        let isOldAcquaintance = event.timestamp > person.createdAt + .seconds(60)
        return EventPerson(
            uuid: event.history?.personID ?? person.uuid,
            createdAt: person.createdAt,
            properties: Array("{}".utf8),
            mode: isOldAcquaintance ? .forcedUpgrade : .personless
        )
    }

    /// The person as an imported row saw them; whoever owns the distinct id today is told to the engine.
    mutating func historic(
        _ event: CapturedEvent,
        _ distinctID: DistinctID,
        _ person: Person
    ) throws -> EventPerson {
        var eventPerson = EventPerson(
            uuid: person.uuid,
            createdAt: person.createdAt,
            properties: person.properties.json,
            mode: .full
        )
        guard let history = event.history else { return eventPerson }
        if let properties = history.personProperties { eventPerson.properties = properties }
        if let uuid = history.personID, uuid != person.uuid {
            eventPerson.uuid = uuid
            if var ownership = owners[distinctID], !ownership.isOverride {
                ownership.isOverride = true
                keep(ownership, of: distinctID, by: person)
            }
        }
        return eventPerson
    }

    /// Takes over a row of a persons file, which decides who owns its distinct ids.
    mutating func take(_ imported: ImportedPerson, projectID: Int, in rows: PersonRows) throws {
        try save(in: rows)
        var person =
            try rows.person(imported.id, projectID: projectID)
            ?? Person(
                id: nextPersonID ?? rows.lastPersonID() + 1,
                projectID: projectID,
                uuid: imported.id,
                createdAt: imported.createdAt,
                properties: .empty,
                isIdentified: false,
                version: -1
            )
        nextPersonID = max(nextPersonID ?? 0, person.id + 1)
        person.createdAt = imported.createdAt
        person.properties = PersonProperties(json: imported.properties)
        person.version += 1
        for (name, value) in person.properties.members { changes.observed.append((projectID, name, value)) }
        keep(person)
        for text in imported.distinctIDs {
            let distinctID = DistinctID(projectID: projectID, text: text)
            if try ownership(of: distinctID, in: rows)?.personID != person.id {
                try attach(distinctID, to: person, in: rows)
            }
        }
    }
}
