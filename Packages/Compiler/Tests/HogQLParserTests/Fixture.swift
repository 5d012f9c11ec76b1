import Foundation
import Testing

/// A file of `Fixtures`: what goes in, a line `----`, and what must come out.
///
/// With `UPDATE_FIXTURES` in the environment what comes out is written into the files instead of compared.
struct Fixture: CustomTestStringConvertible, Sendable {
    let name: String
    let input: String
    let output: String
    private let url: URL

    var testDescription: String { name }

    static func all(in folder: String) throws -> [Fixture] {
        let folder = sources.appending(path: folder)
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "txt" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
            .map(Fixture.init)
    }

    /// The lines of all files of that ending in a folder.
    static func lines(in folder: String, _ pathExtension: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(
            at: sources.appending(path: folder),
            includingPropertiesForKeys: nil
        )
        .filter { $0.pathExtension == pathExtension }
        .flatMap { try String(contentsOf: $0, encoding: .utf8).split(separator: "\n").map(String.init) }
    }

    /// The folder beside this file, so that a new fixture needs no build.
    private static var sources: URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    }

    private init(_ url: URL) throws {
        let text = try String(contentsOf: url, encoding: .utf8)
        let parts = text.components(separatedBy: "\n----\n")
        name = url.deletingPathExtension().lastPathComponent
        input = parts[0]
        output = parts.dropFirst().joined(separator: "\n----\n").trimmingCharacters(in: .newlines)
        self.url = url
    }

    func expect(_ actual: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        guard ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] == nil else {
            return try Data("\(input)\n----\n\(actual)\n".utf8).write(to: url)
        }
        #expect(actual == output, sourceLocation: sourceLocation)
    }
}
