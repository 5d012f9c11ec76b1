import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Tells a client that asks before it sends a body to go on; curl asks when a body is large, and waits a second.
///
/// A body that is too large is read and dropped anyway, so nothing is gained by saying no here.
final class ExpectContinueHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias OutboundOut = HTTPResponsePart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let head) = unwrapInboundIn(data), head.headerFields[.expect]?.lowercased() == "100-continue" {
            context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
        }
        context.fireChannelRead(data)
    }
}
