import NIOCore

/// Watches a connection for the client's hanging up, so that work nobody waits for can be stopped.
///
/// Lives on the connection's event loop and is only touched there.
final class HangUpHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private var hasHungUp = false
    private var callback: (@Sendable () -> Void)?

    /// Calls `callback` when the client hangs up, at once if it has; until the next call of this function.
    static func watch(_ channel: any Channel, _ callback: (@Sendable () -> Void)?) {
        channel.eventLoop.execute {
            guard let handler = try? channel.pipeline.syncOperations.handler(type: HangUpHandler.self) else { return }
            handler.callback = callback
            if handler.hasHungUp { handler.fire() }
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed? = event as? ChannelEvent { hangUp() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        hangUp()
        context.fireChannelInactive()
    }

    private func hangUp() {
        hasHungUp = true
        fire()
    }

    private func fire() {
        callback?()
        callback = nil
    }
}
