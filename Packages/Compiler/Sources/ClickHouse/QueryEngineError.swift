/// Why a statement was not carried out.
public enum QueryEngineError: Error, Hashable, Sendable {
    /// ClickHouse's own words about an error.
    public struct Exception: Hashable, Sendable {
        /// ClickHouse's error number, for example 60.
        public let code: Int
        /// The name of that number, for example `UNKNOWN_TABLE`.
        public let name: String
        /// The message, without the number, the version and the stack that ClickHouse adds.
        public let message: String

        public init(code: Int, name: String, message: String) {
            self.code = code
            self.name = name
            self.message = message
        }
    }

    /// The statement is wrong, or its data doesn't fit it.
    case refused(Exception)
    case timedOut(Exception)
    case memoryLimit(Exception)
    case rowLimit(Exception)
    /// The text is too large or too deep for ClickHouse's parser.
    case tooLarge(Exception)
    /// Somebody stopped it: the task, ``QueryEngine/cancel(_:)`` or the receiver of the rows.
    case cancelled
    /// The engine cannot be reached, or is stopping.
    case unreachable(reason: String)
    /// The driver and the engine do not understand each other.
    case failed(reason: String)
}
