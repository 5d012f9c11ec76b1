import Demo
import HogQL
import JSON
import Testing

@Test(arguments: DemoEndpoint.all.map(\.name))
func `the query of an endpoint compiles and uses its variables`(name: String) throws {
    let endpoint = try #require(DemoEndpoint.all.first { $0.name == name })
    var context = CompilationContext(projectID: 1)
    for variable in endpoint.variables { context.variables[variable.name] = .string(variable.defaultValue) }

    let compiled = try HogQLCompiler().compile(endpoint.query, in: context)

    #expect(compiled.usedVariables == endpoint.variables.map(\.name))
    #expect(compiled.tables.contains("events"))
}
