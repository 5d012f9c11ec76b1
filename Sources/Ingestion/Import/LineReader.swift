import Foundation

/// Reads a file line by line, a large piece at a time.
struct LineReader {
    /// A line without its end, and its number, counted from one.
    struct Line {
        let number: Int
        let bytes: [UInt8]
    }

    private static let pieceSize = 1024 * 1024
    /// A line that never ends would otherwise be read into memory as a whole.
    private static let longestLine = 64 * 1024 * 1024

    private let file: FileHandle
    private var rest: [UInt8] = []
    private var number = 0
    private var isAtEnd = false
    /// How much of the file has been read.
    private(set) var position = 0

    init(path: String) throws {
        guard let file = FileHandle(forReadingAtPath: path) else { throw ImportError.unreadableFile(path) }
        self.file = file
    }

    /// Some of the next lines, empty ones left out; nil at the end.
    mutating func nextLines() throws -> [Line]? {
        guard !isAtEnd else { return nil }
        let piece = try file.read(upToCount: Self.pieceSize) ?? Data()
        position += piece.count
        isAtEnd = piece.isEmpty
        rest += piece
        guard rest.count <= Self.longestLine else { throw ImportError.endlessLine(number + 1) }
        let end = isAtEnd ? rest.count : rest.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        guard end > 0 else { return [] }
        defer { rest.removeFirst(end) }
        var lines: [Line] = []
        for line in rest[..<end].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            if line.contains(where: { $0 > 0x20 }) { lines.append(Line(number: number, bytes: Array(line))) }
        }
        // What follows the last line end is no line of its own.
        if rest[..<end].last == UInt8(ascii: "\n") { number -= 1 }
        return lines
    }
}
