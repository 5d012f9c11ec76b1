import Storage

/// What a segment puts into the engine: rows for each table.
struct SegmentRows {
    private(set) var writers: [DeliveryTable: RowWriter] = [:]

    mutating func append(_ event: CapturedEvent, projectID: Int, person: EventPerson, groups: [Int: String]) {
        write(.events) { row in
            row.write("uuid", event.uuid)
            row.write("team_id", Int64(projectID))
            row.write("event", event.name)
            row.write("distinct_id", event.distinctID)
            row.write("timestamp", event.timestamp.microseconds)
            row.write("created_at", event.receivedAt.microseconds)
            row.write("properties", json: event.properties)
            row.write("elements_chain", event.elementsChain)
            row.write("person_id", person.uuid)
            row.write("person_created_at", person.createdAt.microseconds)
            row.write("person_properties", json: person.properties)
            row.write("person_mode", person.mode.rawValue)
            row.write("$session_id", event.sessionID)
            row.write("$window_id", event.windowID)
            for (index, key) in groups where Self.groupColumns.indices.contains(index) {
                row.write(Self.groupColumns[index], key)
            }
        }
    }

    private static let groupColumns: [StaticString] = ["$group_0", "$group_1", "$group_2", "$group_3", "$group_4"]

    mutating func append(_ changes: PersonChanges) {
        for person in changes.persons.values { append(person, isDeleted: false) }
        for person in changes.deleted.values { append(person, isDeleted: true) }
        for (distinctID, ownership) in changes.owners {
            guard let personID = ownership.personID, let uuid = changes.uuid(ofPerson: personID) else { continue }
            append(ownership, distinctID, uuid, to: .personDistinctIDs)
            if ownership.isOverride { append(ownership, distinctID, uuid, to: .overrides) }
        }
    }

    private mutating func append(_ person: Person, isDeleted: Bool) {
        write(.persons) { row in
            row.write("team_id", Int64(person.projectID))
            row.write("id", person.uuid)
            row.write("created_at", person.createdAt.microseconds)
            row.write("properties", json: isDeleted ? Array("{}".utf8) : person.properties.json)
            row.write("is_identified", person.isIdentified)
            row.write("is_deleted", isDeleted)
            row.write("version", person.version + (isDeleted ? 1 : 0))
        }
    }

    private mutating func append(
        _ ownership: Ownership,
        _ distinctID: DistinctID,
        _ person: EngineUUID,
        to table: DeliveryTable
    ) {
        write(table) { row in
            row.write("team_id", Int64(distinctID.projectID))
            row.write("distinct_id", distinctID.text)
            row.write("person_id", person)
            row.write("is_deleted", false)
            row.write("version", ownership.version)
        }
    }

    mutating func append(_ groups: [GroupGraph.Key: GroupGraph.Group]) {
        for (key, group) in groups {
            write(.groups) { row in
                row.write("team_id", Int64(key.projectID))
                row.write("group_type_index", Int64(key.typeIndex))
                row.write("group_key", key.key)
                row.write("group_properties", json: group.properties.json)
                row.write("created_at", group.createdAt.microseconds)
                row.write("updated_at", group.updatedAt.microseconds)
                row.write("version", group.version)
            }
        }
    }

    private mutating func write(_ table: DeliveryTable, _ fill: (inout RowWriter) -> Void) {
        writers[table, default: RowWriter()].writeRow(fill)
    }
}
