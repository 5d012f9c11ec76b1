import Hummingbird
import NIOCore

/// What is known about a request from its arrival on: Hummingbird's own state and the request's id.
struct APIContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The id in the logs and in `X-Request-Id`: the client's own if it sent a usable one.
    var requestID: String
    /// The client's connection.
    let channel: any Channel

    init(source: Source) {
        coreContext = .init(source: source)
        requestID = ""
        channel = source.channel
    }
}
