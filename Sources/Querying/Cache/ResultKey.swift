import Crypto
import HogQL
import JSON

/// Names a result: two requests have one key exactly when they must have one answer.
///
/// It covers the project, its zone and week, the owner, the text and everything filled into it, and the page asked for.
/// Equal keys are equal digests, so a key is also a name in SQLite and safe to show (`cache_key`).
public struct ResultKey: Hashable, Sendable {
    public let projectID: Int
    private let digest: Digest

    public init(_ request: QueryRequest, schemaVersion: Int = 0) {
        projectID = request.project.id
        var hash = SHA256()
        hash.add("2")  // the form of stored results; a new form must not find old entries
        hash.add("\(request.project.id) \(request.project.timezone) \(request.project.weekStartDay.rawValue)")
        hash.add("\(schemaVersion)")
        hash.add(request.owner)
        hash.add(request.query.text)
        for (name, value) in request.query.variables.sorted(by: { $0.key < $1.key }) {
            hash.add(name)
            hash.add(value)
        }
        hash.add("|")
        if !request.query.values.isEmpty { hash.add(.object(request.query.values)) }
        hash.add("|")
        if !request.query.filters.isEmpty {
            hash.add(.object(request.query.filters))
            hash.add(request.project.testAccountFilters)
        }
        let rows = request.rows
        hash.add("\(rows.defaultLimit) \(rows.maximum) \(rows.limit ?? -1) \(rows.offset ?? -1)")
        digest = hash.finalize().withUnsafeBytes { $0.loadUnaligned(as: Digest.self) }
    }

    /// The digest in hexadecimal digits.
    public var text: String {
        digest.words.map { word in
            let digits = String(word.bigEndian, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// The key of that text; nil when it is none.
    init?(projectID: Int, text: String) {
        guard text.utf8.count == 64 else { return nil }
        var words: [UInt64] = []
        var rest = text[...]
        while !rest.isEmpty {
            guard let word = UInt64(rest.prefix(16), radix: 16) else { return nil }
            words.append(UInt64(bigEndian: word))
            rest = rest.dropFirst(16)
        }
        self.projectID = projectID
        digest = Digest(words[0], words[1], words[2], words[3])
    }

    /// The 32 bytes of a SHA-256, as plain words: cheaper to hash and compare than an array.
    private struct Digest: Hashable, Sendable {
        private let first, second, third, fourth: UInt64

        init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
            self.first = first
            self.second = second
            self.third = third
            self.fourth = fourth
        }

        var words: [UInt64] { [first, second, third, fourth] }
    }
}

extension SHA256 {
    /// Adds a text with its length, so that no two sequences of texts are the same bytes.
    fileprivate mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
    }

    fileprivate mutating func add(_ value: JSONValue) {
        value.serialized(.canonical).withUnsafeBytes { add($0) }
    }

    private mutating func add(_ bytes: UnsafeRawBufferPointer) {
        withUnsafeBytes(of: UInt64(bytes.count)) { update(bufferPointer: $0) }
        update(bufferPointer: bytes)
    }
}
