/// A text that is not JSON, and where it stops being JSON.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was expected or wrong, without the place.
    public let reason: String
    /// The UTF-8 offset into the text.
    public let offset: Int
    public let line: Int
    public let column: Int

    init(_ reason: String, at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        let before = bytes.prefix(offset)
        self.reason = reason
        self.offset = offset
        line = before.count { $0 == UInt8(ascii: "\n") } + 1
        column = before.count - (before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0) + 1
    }

    /// The reason and the place, in the words of PostHog's own server.
    public var description: String { "\(reason): line \(line) column \(column) (char \(offset))" }
}
