import HTTPTypes
import JSON
import Testing

@testable import API

/// The document that is made from the routes.
struct OpenAPITests {
    private func routes() async throws -> [Route] {
        let server = try await TestServer()
        return server.server.resources.flatMap(\.routes) + ProbeRoutes(readiness: Readiness()).routes
    }

    @Test func `every route is described once and its id is its own`() async throws {
        let routes = try await routes()
        let paths = try #require(OpenAPIDocument(routes).json["paths"]?.objectValue)

        for route in routes {
            let operation = paths[route.documentedPath]?[route.method.rawValue.lowercased()]
            #expect(operation?["operationId"] == .string(route.operation.id))
        }
        let ids = routes.map(\.operation.id)
        #expect(Set(ids).count == ids.count)
    }

    @Test func `an operation tells its parameters, body, answers and scope`() {
        let document = OpenAPIDocument(ThingRoutes().routes).json
        let list = document["paths"]?["/api/projects/{project_id}/things/"]?["get"]
        let create = document["paths"]?["/api/projects/{project_id}/things/"]?["post"]
        let names = list?["parameters"]?.arrayValue?.compactMap { $0["name"]?.stringValue }

        #expect(document["openapi"] == "3.1.0")
        #expect(names == ["project_id", "limit", "offset"])
        #expect(list?["security"]?.arrayValue?.first == ["personalAPIKey": ["thing:read"]])
        #expect(
            create?["requestBody"]?["content"]?["application/json"]?["schema"]
                == ["$ref": "#/components/schemas/Thing"]
        )
        #expect(create?["responses"]?["4XX"] == ["$ref": "#/components/responses/Error"])
        #expect(document["components"]?["schemas"]?["Thing"]?["required"] == ["name"])
        #expect(document["components"]?["schemas"]?["PatchedThing"]?["required"] == nil)
    }

    @Test func `the document is served`() async throws {
        let server = try await TestServer()

        let response = try await server.send(.get, "/api/schema/?format=json", key: nil)

        #expect(response.json["openapi"] == "3.1.0")
        #expect(response.json["paths"]?["/api/schema/"] != nil)
        #expect(response.json["paths"]?["/_liveness"] != nil)
    }
}
