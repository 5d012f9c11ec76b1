public import HTTPTypes

/// A good answer of a route, for the OpenAPI document and for choosing a media type.
public struct Answer: Sendable {
    let status: HTTPResponse.Status
    let summary: String
    /// What the body may be; none for an empty one.
    ///
    /// The first is what a client gets that asks for nothing.
    let contents: [Content]

    /// One media type of an answer.
    struct Content: Sendable {
        let mediaType: String
        let schema: Schema?
    }

    /// A JSON body of this schema.
    public static func json(
        _ schema: Schema,
        status: HTTPResponse.Status = .ok,
        _ summary: String = "Done."
    ) -> Answer {
        Answer(status: status, summary: summary, contents: [Content(mediaType: MediaType.json, schema: schema)])
    }

    /// A page of a list of these.
    public static func page(of schema: Schema) -> Answer {
        .json(.page(of: schema), "One page of the list.")
    }

    /// No body.
    public static func empty(status: HTTPResponse.Status = .noContent, _ summary: String = "Done.") -> Answer {
        Answer(status: status, summary: summary, contents: [])
    }

    /// A body in a format other than JSON.
    public static func bytes(
        _ mediaType: String,
        status: HTTPResponse.Status = .ok,
        _ summary: String = "Done."
    ) -> Answer {
        Answer(status: status, summary: summary, contents: [Content(mediaType: mediaType, schema: nil)])
    }

    /// The same answer in these formats too, when the client's `Accept` header asks for one.
    public func or(_ mediaTypes: String...) -> Answer {
        Answer(
            status: status,
            summary: summary,
            contents: contents + mediaTypes.map { Content(mediaType: $0, schema: nil) }
        )
    }
}
