package rapport.socket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/*
 * The one place that goes beneath Vert.x. Its WebSocket object keeps two queues a socket, reads invalid UTF-8
 * as U+FFFD, loses a message whose first fragment is empty and cannot cut off a client that does not read. So
 * after the handshake the channel's pipeline is Netty's own frame codec and our handler, and what was the HTTP
 * connection is let go.
 *
 * ConnectionBase is internal to Vert.x: its version is pinned, and the socket tests guard this.
 */

/** Turns an HTTP request into a WebSocket whose frames go to a handler of ours. */
final class WebSocketUpgrade {
  static final int LARGEST_FRAME = 64 * 1024;
  static final String SUBPROTOCOL = "rapport.v1";
  static final String VERSION = "13";
  private static final int KEY_BYTES = 16;

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
          .withUTF8Validator(false)
          .build();

  private WebSocketUpgrade() {}

  /**
   * How to shake hands with this client; empty: it does not speak WebSocket version 13. Netty would
   * speak the drafts before it, too, one of them for clients that name no version.
   */
  static Optional<WebSocketServerHandshaker> handshaker(HttpServerRequest request) {
    if (!VERSION.equals(request.getHeader("Sec-WebSocket-Version"))) {
      return Optional.empty();
    }
    WebSocketServerHandshakerFactory factory =
        new WebSocketServerHandshakerFactory(request.absoluteURI(), SUBPROTOCOL, DECODER);
    @Nullable WebSocketServerHandshaker handshaker = factory.newHandshaker(netty(request));
    return Optional.ofNullable(handshaker);
  }

  /** RFC 6455 §4.1: 16 bytes in Base64. */
  static boolean isKey(@Nullable String key) {
    try {
      return key != null && Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
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
    for (String ofHttp : List.of("httpDecoder", "idle")) {
      if (pipeline.get(ofHttp) != null) {
        pipeline.remove(ofHttp);
      }
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
