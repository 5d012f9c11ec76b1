/// Why an import cannot go on.
public enum ImportError: Error, Hashable, Sendable, CustomStringConvertible {
    case unreadableFile(String)
    case endlessLine(Int)

    public var description: String {
        switch self {
        case .unreadableFile(let path): "the file \(path) cannot be read"
        case .endlessLine(let number): "line \(number) is longer than any row can be; is the file one of JSON lines?"
        }
    }
}

/// What an import has put in, and what it could not use.
public struct ImportReport: Hashable, Sendable {
    /// A row that was left out.
    public struct Fault: Hashable, Sendable, CustomStringConvertible {
        public let file: String
        public let line: Int
        public let reason: String

        public var description: String { "\(file):\(line): \(reason)" }
    }

    public internal(set) var persons = 0
    public internal(set) var events = 0
    /// The first of the rows that were left out.
    public private(set) var faults: [Fault] = []
    /// How many rows were left out.
    public private(set) var faultCount = 0

    private static let listedFaults = 1000

    mutating func add(_ fault: Fault) {
        faultCount += 1
        if faults.count < Self.listedFaults { faults.append(fault) }
    }
}

/// How far an import is.
public struct ImportProgress: Hashable, Sendable {
    public let file: String
    /// Bytes of the file that were read, and all there are.
    public let bytesRead: Int
    public let totalBytes: Int
    public let rows: Int
}
