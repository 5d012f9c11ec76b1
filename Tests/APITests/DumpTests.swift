import Foundation
import JSON
import Testing
@testable import API
struct DumpTests {
    @Test func `dump`() async throws {
        let server = try await TestServer()
        let r = SchemaRoutes(documenting: server.server.resources.flatMap(\.routes)).routes
        _ = r
        try Data(OpenAPIDocument(server.server.resources.flatMap(\.routes) + ProbeRoutes(readiness: Readiness()).routes).json.serialized()).write(to: URL(fileURLWithPath: "/work/scratch/tmp-api/full.json"))
    }
}
