import API
import Access
import ArgumentParser
import ClickHouse
import Definitions
import Foundation
import HogQL
import Querying
import Storage

/// `hoglet hogql`: the language without a server.
struct HogQLCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hogql",
        abstract: "Look at what HogQL texts mean.",
        subcommands: [HogQLParseCommand.self, Print.self]
    )

    struct Print: AsyncParsableCommand {
        enum Dialect: String, ExpressibleByArgument, CaseIterable {
            case clickhouse
            case hogql
        }

        static let configuration = CommandConfiguration(
            abstract: "Print what a query compiles to.",
            discussion: "The query is read from standard input: echo 'SELECT 1' | hoglet hogql print"
        )

        @Option(help: "What to print: clickhouse or hogql.")
        var dialect = Dialect.clickhouse

        @Option(help: "The project whose time zone and property types count.")
        var project = 1

        @OptionGroup
        var data: DataOption

        func run() async throws {
            let source = String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
            do {
                let compiled = try await compile(source)
                switch dialect {
                case .hogql: print(compiled.hogql)
                case .clickhouse:
                    print(compiled.sql.text)
                    for parameter in compiled.sql.parameters { print("-- \(parameter.name) = \(parameter.value)") }
                }
            } catch let error as QueryError {
                throw ValidationError("\(error)")
            }
        }

        private func compile(_ source: String) async throws -> CompiledQuery {
            let settings = try await data.settings()
            let database = try await settings.openDatabase()
            guard let project = try await AccessControl(database).projects.project(id: project) else {
                throw ValidationError("There is no project \(project).")
            }
            let compiler = QueryCompiler(DefinitionStore(database), clock: settings.clock)
            return try await compiler.compile(HogQLQuery(source), for: QueryProject(project))
        }
    }
}
