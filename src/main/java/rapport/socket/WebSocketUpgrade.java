package rapport.socket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/*
 * The one place that goes beneath Vert.x. Its WebSocket object keeps two queues a socket, reads invalid UTF-8
 * as U+FFFD, loses a message whose first fragment is empty and cannot cut off a client that does not read. So
 * after the handshake the channel's pipeline is Netty's own frame codec, its UTF-8 validator and our handler,
 * and what was the HTTP connection is let go.
 *
 * ConnectionBase is internal to Vert.x: its version is pinned, and the socket tests guard this.
 */

/** Turns an HTTP request into a WebSocket whose frames go to a handler of ours. */
final class WebSocketUpgrade {
  static final int LARGEST_FRAME = 64 * 1024;
  static final String SUBPROTOCOL = "rapport.v1";

  /** A client that does not read gets this much ahead of it, then waits. */
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(8 * 1024, 32 * 1024);

  private static final WebSocketDecoderConfig DECODER =
      WebSocketDecoderConfig.newBuilder()
          .maxFramePayloadLength(LARGEST_FRAME)
          .expectMaskedFrames(true)
          .allowMaskMismatch(false)
          .allowExtensions(false)
          .closeOnProtocolViolation(false)
          .withUTF8Validator(true)
          .build();

  private WebSocketUpgrade() {}

  /** How to shake hands with this client; empty: it does not speak WebSocket version 13. */
  static Optional<WebSocketServerHandshaker> handshaker(HttpServerRequest request) {
    WebSocketServerHandshakerFactory factory =
        new WebSocketServerHandshakerFactory(request.absoluteURI(), SUBPROTOCOL, DECODER);
    @Nullable WebSocketServerHandshaker handshaker = factory.newHandshaker(netty(request));
    return Optional.ofNullable(handshaker);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a handshake that fails closes the channel
  private static void shakeHands(
      WebSocketServerHandshaker handshaker, Channel channel, FullHttpRequest upgrade) {
    handshaker.handshake(channel, upgrade, new DefaultHttpHeaders(), channel.newPromise());
  }

  /** Shakes hands and gives the channel to {@code handler}. On the channel's event loop. */
  static void accept(
      HttpServerRequest request, WebSocketServerHandshaker handshaker, ChatSocket handler) {
    Channel channel = channel(request);
    channel.config().setWriteBufferWaterMark(WATER_MARK);
    shakeHands(handshaker, channel, netty(request));
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.replace("handler", "chat", handler);
    pipeline.addBefore("chat", "utf8", new Utf8FrameValidator(false));
    if (pipeline.get("httpDecoder") != null) {
      pipeline.remove("httpDecoder");
    }
  }

  static Channel channel(HttpServerRequest request) {
    return ((ConnectionBase) request.connection()).channelHandlerContext().channel();
  }

  private static FullHttpRequest netty(HttpServerRequest request) {
    FullHttpRequest copy =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, request.uri());
    request.headers().forEach((name, value) -> copy.headers().add(name, value));
    return copy;
  }
}
