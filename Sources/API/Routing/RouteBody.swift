/// What a route does with the body of a request.
public enum RouteBody: Sendable {
    /// The route takes no body; one that is sent is only searched for a key.
    case none
    /// An object in JSON (or a form), checked and put into ``APIRequest/body``.
    case json(Schema)
    /// Bytes of these media types (any, when there are none), put into ``APIRequest/bytes`` as they are.
    case bytes([String])
    /// A body too long to hold: the handler reads ``APIRequest/stream`` itself and minds the limit.
    case stream([String])

    /// The schema of a JSON body.
    var schema: Schema? { if case .json(let schema) = self { schema } else { nil } }
}
