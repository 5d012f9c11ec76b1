import Foundation

extension DemoStory {
    /// Tells what is left of the story into two files of JSON lines, in the form that `hoglet import` reads.
    public mutating func write(events: String, persons: String) throws {
        guard FileManager.default.createFile(atPath: events, contents: nil),
            let file = FileHandle(forWritingAtPath: events)
        else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: events]) }
        while let lines = nextDay() { try file.write(contentsOf: lines) }
        try file.close()
        try Data(self.persons()).write(to: URL(filePath: persons))
    }
}
