import JSON
public import Querying

/// An answer of a run, ready to be sent.
public struct RunAnswer: Sendable {
    public let body: [UInt8]
    /// With its quotes; equal results of one version have equal tags.
    public let entityTag: String
    public let isCached: Bool

    init(_ answer: QueryAnswer, of run: PreparedRun) {
        body = answer.body(run.plan.isDebug ? .debug : .plain) { body in
            // These texts are ours and hold nothing that JSON escapes: names have their rule, the others are numbers.
            body.append(contentsOf: #","name":""#.utf8)
            body.append(contentsOf: run.execution.endpoint.name.utf8)
            body.append(contentsOf: #"","endpoint_version":"#.utf8)
            body.append(contentsOf: String(run.plan.version.number).utf8)
            body.append(contentsOf: #","endpoint_version_created_at":""#.utf8)
            body.append(contentsOf: run.plan.version.createdAtText.utf8)
            body.append(contentsOf: #"","execution_id":""#.utf8)
            body.append(contentsOf: run.execution.id.utf8)
            body.append(UInt8(ascii: "\""))
        }
        entityTag = answer.result.entityTag
        isCached = answer.isCached
    }
}

/// What a run comes to.
public enum RunOutcome: Sendable {
    case answer(RunAnswer)
    /// It goes on behind this answer, which says where to ask.
    case accepted(QueryStatus)
}
