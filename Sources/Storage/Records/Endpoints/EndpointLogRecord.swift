public import GRDB

/// One row of `endpoint_log`: what one run of an endpoint did.
public struct EndpointLogRecord: Codable, Hashable, Sendable {
    public var id: Int64?
    public var endpointID: String
    public var executionID: String
    /// `INFO` or `ERROR`.
    public var level: String
    public var message: String
    public var loggedAt: Timestamp

    public init(endpointID: String, executionID: String, level: String, message: String, loggedAt: Timestamp) {
        self.endpointID = endpointID
        self.executionID = executionID
        self.level = level
        self.message = message
        self.loggedAt = loggedAt
    }

    enum CodingKeys: String, CodingKey {
        case id, level, message
        case endpointID = "endpoint_id"
        case executionID = "execution_id"
        case loggedAt = "logged_at"
    }
}

extension EndpointLogRecord: FetchableRecord, PersistableRecord {
    public static let databaseTableName = "endpoint_log"

    public enum Columns {
        public static let id = Column(CodingKeys.id)
        public static let endpointID = Column(CodingKeys.endpointID)
        public static let level = Column(CodingKeys.level)
    }
}
