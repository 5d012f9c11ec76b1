import Foundation

/// A file of the log, by the number that it alone ever has.
struct Segment: Hashable, Comparable, Sendable {
    let number: UInt64

    static func < (left: Segment, right: Segment) -> Bool { left.number < right.number }
}

/// Where the segments lie: `<number>.log`, the number in twenty digits so that names sort as numbers do.
struct SegmentFolder: Sendable {
    let path: String

    private static let suffix = ".log"

    init(path: String) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func path(of segment: Segment) -> String {
        let digits = String(segment.number)
        return path + "/" + String(repeating: "0", count: max(0, 20 - digits.count)) + digits + Self.suffix
    }

    /// The segments that are there, oldest first.
    func segments() throws -> [Segment] {
        try FileManager.default.contentsOfDirectory(atPath: path)
            .filter { $0.hasSuffix(Self.suffix) }
            .compactMap { UInt64($0.dropLast(Self.suffix.count)).map(Segment.init(number:)) }
            .sorted()
    }

    func size(of segment: Segment) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path(of: segment))
        return (attributes[.size] as? NSNumber)?.intValue ?? 0
    }

    /// The whole content of a segment.
    func bytes(of segment: Segment) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path(of: segment))))
    }

    func remove(_ segment: Segment) throws {
        try FileManager.default.removeItem(atPath: path(of: segment))
    }
}
