import GRDB
import Storage

/// Reads and writes persons and distinct ids within one transaction, by statements prepared once.
struct PersonRows {
    let db: GRDB.Database

    /// The person of that row.
    func person(_ id: Int64) throws -> Person? {
        let statement = try db.cachedStatement(sql: "SELECT \(Self.personColumns) FROM person WHERE id = ?")
        return try Row.fetchOne(statement, arguments: [id]).flatMap(Self.person)
    }

    /// The person of that UUID.
    func person(_ uuid: EngineUUID, projectID: Int) throws -> Person? {
        let statement = try db.cachedStatement(
            sql: "SELECT \(Self.personColumns) FROM person WHERE project_id = ? AND uuid = ?"
        )
        return try Row.fetchOne(statement, arguments: [projectID, uuid.description]).flatMap(Self.person)
    }

    func ownership(of distinctID: DistinctID) throws -> Ownership? {
        let statement = try db.cachedStatement(
            sql: "SELECT person_id, version FROM person_distinct_id WHERE project_id = ? AND distinct_id = ?"
        )
        return try Row.fetchOne(statement, arguments: [distinctID.projectID, distinctID.text])
            .map { Ownership(personID: $0[0], version: $0[1]) }
    }

    func distinctIDs(ofPerson id: Int64) throws -> [DistinctID] {
        let statement = try db.cachedStatement(
            sql: "SELECT project_id, distinct_id FROM person_distinct_id WHERE person_id = ? ORDER BY distinct_id"
        )
        return try Row.fetchAll(statement, arguments: [id]).map { DistinctID(projectID: $0[0], text: $0[1]) }
    }

    /// The highest row number in use.
    func lastPersonID() throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT max(id) FROM person") ?? 0
    }

    func save(_ person: Person) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO person (id, project_id, uuid, properties, is_identified, version, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET properties = excluded.properties, version = excluded.version,
                    is_identified = excluded.is_identified, created_at = excluded.created_at
                """
        )
        try statement.execute(arguments: [
            person.id, person.projectID, person.uuid.description,
            String(decoding: person.properties.json, as: UTF8.self),
            person.isIdentified, person.version, person.createdAt,
        ])
    }

    func save(_ ownership: Ownership, of distinctID: DistinctID) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO person_distinct_id (project_id, distinct_id, person_id, version) VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET person_id = excluded.person_id, version = excluded.version
                """
        )
        try statement.execute(arguments: [
            distinctID.projectID, distinctID.text, ownership.personID, ownership.version,
        ])
    }

    func deletePerson(_ id: Int64) throws {
        try db.cachedStatement(sql: "DELETE FROM person WHERE id = ?").execute(arguments: [id])
    }

    private static let personColumns = "id, project_id, uuid, properties, is_identified, version, created_at"

    private static func person(_ row: Row) -> Person? {
        guard let uuid = EngineUUID(row[2] as String) else { return nil }
        return Person(
            id: row[0],
            projectID: row[1],
            uuid: uuid,
            createdAt: row[6],
            properties: PersonProperties(json: Array((row[3] as String).utf8)),
            isIdentified: row[4],
            version: row[5]
        )
    }
}
