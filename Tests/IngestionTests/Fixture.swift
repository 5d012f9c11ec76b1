import ClickHouse
import Definitions
import Foundation
import GRDB
import Storage

@testable import Ingestion

/// A folder for the log, a database with one project, and an engine that shows what arrives.
struct Fixture {
    static let projectID = 1
    static let now = Timestamp(microseconds: 1_767_323_045_000_000)

    let folder: String
    let database: any DatabaseWriter
    let engine = TableEngine()
    let definitions: DefinitionStore

    init() throws {
        folder = NSTemporaryDirectory() + "ingestion-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        database = try Storage.Database.inMemory()
        definitions = DefinitionStore(database)
        try database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO organization (id, name, slug, created_at) VALUES ('o', 'o', 'o', 0);
                    INSERT INTO project (id, uuid, organization_id, name, token, timezone, week_start_day,
                        test_account_filters, ingested_event, created_at, updated_at)
                    VALUES (1, 'p', 'o', 'p', 'phc_x', 'UTC', 0, '[]', 0, 0, 0)
                    """
            )
        }
    }

    /// Runs `body` and removes the folder.
    static func with<Value>(_ body: (Fixture) async throws -> Value) async throws -> Value {
        let fixture = try Fixture()
        defer { try? FileManager.default.removeItem(atPath: fixture.folder) }
        return try await body(fixture)
    }

    func pipeline() throws -> EventPipeline {
        try EventPipeline(
            folder: folder + "/log",
            database: database,
            engine: engine,
            definitions: definitions,
            clock: .pinned(Self.now)
        )
    }

    /// A pipeline's whole life: what an earlier one left, these events, and the end.
    func ingest(_ events: [CapturedEvent] = []) async throws {
        let pipeline = try pipeline()
        try await pipeline.start()
        try await pipeline.whileRunning {
            if !events.isEmpty { try await pipeline.append(events, projectID: Self.projectID) }
        }
    }

    /// Events as a client would send them, each a JSON object.
    func capture(_ events: String...) throws -> [CapturedEvent] {
        let body = #"{"api_key": "phc_x", "batch": [\#(events.joined(separator: ", "))]}"#
        return try CaptureDecoder().batch(of: CaptureRequest(body: Array(body.utf8), receivedAt: Self.now)).events
    }

    /// Sends each batch through a life of its own.
    func say(_ events: String...) async throws {
        for event in events { try await ingest(try capture(event)) }
    }
}
