import ClickHouse
import Crypto
import HogQL
import JSON
import Storage
import Synchronization

/// Puts an answer together while its rows arrive, in the bytes that will be sent.
///
/// The rows are written once, where they stay: nothing is parsed and nothing is copied a second time.
final class ResultBuilder: Sendable {
    private struct State {
        var head = Array(#"{"results":["#.utf8)
        var count = 0
        var hasMore = false
    }

    private let state = Mutex(State())
    private let limit: Int?

    /// - Parameter limit: The rows to keep; the query may answer more, which then are counted as left out.
    init(limit: Int?) {
        self.limit = limit
    }

    func add(_ chunk: RowChunk) {
        guard chunk.count > 0 else { return }
        state.withLock { state in
            let room = (limit ?? .max) - state.count
            if chunk.count > room { state.hasMore = true }
            guard room > 0 else { return }
            if state.count > 0 { state.head.append(UInt8(ascii: ",")) }
            state.head.append(contentsOf: chunk.count > room ? chunk.firstRows(room) : chunk.bytes[...])
            state.count += min(room, chunk.count)
        }
    }

    /// Ends the rows and adds what is known about them.
    func finish(
        _ compiled: CompiledQuery,
        statistics: QueryStatistics,
        project: QueryProject,
        computedAt: Timestamp
    ) -> StoredResult {
        let (head, count, hasMore) = state.withLock { state in
            state.head.append(contentsOf: #"],"columns":"#.utf8)
            Self.write(compiled, statistics, to: &state.head)
            defer { state.head = [] }
            return (state.head, state.count, state.hasMore)
        }
        return StoredResult(
            head: head,
            rowCount: count,
            hasMore: hasMore,
            limit: compiled.limit,
            offset: compiled.offset,
            computedAt: computedAt,
            timezone: project.timezone,
            entityTag: Self.entityTag(of: head, projectID: project.id),
            trace: StoredResult.Trace(
                hogql: compiled.hogql,
                clickHouse: compiled.sql.text,
                elapsedMicroseconds: Int(statistics.elapsed / .microseconds(1))
            )
        )
    }

    /// Writes the names, and the types the engine found.
    private static func write(_ compiled: CompiledQuery, _ statistics: QueryStatistics, to head: inout [UInt8]) {
        let names =
            compiled.columns.count == statistics.columns.count
            ? compiled.columns.map(\.name) : statistics.columns.map(\.name)
        JSONValue(names).write(to: &head)
        head.append(contentsOf: #","types":"#.utf8)
        let types = zip(names, statistics.columns).map { name, column in
            JSONValue([name, column.type.description])
        }
        JSONValue.array(types).write(to: &head)
    }

    /// Weak, since two answers of one result differ in what they say about the run.
    private static func entityTag(of head: [UInt8], projectID: Int) -> String {
        var hash = SHA256()
        withUnsafeBytes(of: projectID) { hash.update(bufferPointer: $0) }
        head.withUnsafeBytes { hash.update(bufferPointer: $0) }
        let digits = hash.finalize().prefix(16).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return "W/\"\(digits.joined())\""
    }
}

extension RowChunk {
    /// The bytes of the first rows, found by walking over their brackets and strings.
    func firstRows(_ wanted: Int) -> Swift.ArraySlice<UInt8> {
        var remaining = wanted
        var depth = 0
        var isInString = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if isInString {
                if byte == UInt8(ascii: "\\") { index += 1 } else if byte == UInt8(ascii: "\"") { isInString = false }
            } else {
                switch byte {
                case UInt8(ascii: "\""): isInString = true
                case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
                case UInt8(ascii: "]"), UInt8(ascii: "}"):
                    depth -= 1
                    if depth == 0 { remaining -= 1 }
                    if remaining == 0 { return bytes[...index] }
                default: break
                }
            }
            index += 1
        }
        return bytes[...]
    }
}
