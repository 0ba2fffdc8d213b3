package rapport.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.internal.ContextInternal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * The WebSocket side of a client: frames to whole texts, RFC 6455's closing handshake, liveness. What the texts
 * say is Client's business.
 *
 *   OPEN --close of theirs--> CLOSED (echoed)      OPEN --close of ours--> CLOSING --theirs, or 5 s--> CLOSED
 *
 * A close frame cannot reach a client that does not read: it would wait behind the data. Such a client is cut
 * off at the channel.
 */

/** One client's channel after the handshake. On the channel's event loop only. */
final class ChatSocket extends SimpleChannelInboundHandler<WebSocketFrame> {
  private static final Logger log = LoggerFactory.getLogger(ChatSocket.class);

  /** More fragments than a frame of 64 KiB needs: whoever sends them wants to keep us busy. */
  private static final int MOST_FRAGMENTS = 256;

  private static final int PING_TOLERATED = 125;

  private enum State {
    OPEN,
    CLOSING,
    CLOSED
  }

  private final ContextInternal context;
  private final Client client;
  private final Pulse pulse;
  private @Nullable ChannelHandlerContext channel;
  private State state = State.OPEN;
  private @Nullable CompositeByteBuf fragments;
  private long heardAt = System.nanoTime();
  private long pingedAt = heardAt;
  private long stalledAt;
  private long closingAt;

  ChatSocket(ContextInternal context, Client client, Pulse pulse) {
    this.context = context;
    this.client = client;
    this.pulse = pulse;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext channel) {
    this.channel = channel;
    pulse.add(this);
    context.emit(this, client::opened);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext channel, WebSocketFrame frame) {
    heardAt = System.nanoTime();
    switch (frame) {
      case CloseWebSocketFrame close -> closedByClient(close);
      case PingWebSocketFrame ping -> pong(ping);
      case PongWebSocketFrame pong -> {}
      case BinaryWebSocketFrame binary -> close(CloseCode.BINARY);
      case TextWebSocketFrame text -> fragment(text, true);
      case ContinuationWebSocketFrame continuation -> fragment(continuation, false);
      default -> close(CloseCode.PROTOCOL);
    }
  }

  private void fragment(WebSocketFrame frame, boolean first) {
    if (state != State.OPEN) {
      return;
    }
    // Netty's decoder refuses a continuation of nothing and a text within a text.
    if (first && frame.isFinalFragment()) {
      text(frame.content());
      return;
    }
    if (fragments == null) {
      fragments = frame.content().alloc().compositeBuffer(MOST_FRAGMENTS + 1);
    }
    fragments.addComponent(true, frame.content().retain());
    if (fragments.readableBytes() > WebSocketUpgrade.LARGEST_FRAME
        || fragments.numComponents() > MOST_FRAGMENTS) {
      close(CloseCode.TOO_BIG);
    } else if (frame.isFinalFragment()) {
      CompositeByteBuf whole = fragments;
      fragments = null;
      text(whole);
      whole.release();
    }
  }

  private void text(ByteBuf content) {
    String text = content.toString(StandardCharsets.UTF_8);
    context.emit(text, client::heard);
  }

  private void pong(PingWebSocketFrame ping) {
    if (state == State.OPEN && ping.content().readableBytes() <= PING_TOLERATED) {
      send(new PongWebSocketFrame(ping.content().retain()));
      flush();
    }
  }

  /** Queues a frame; {@link #flush} sends what is queued. */
  void write(ServerFrame frame) {
    if (state == State.OPEN) {
      send(new TextWebSocketFrame(FrameWriter.write(frame, channel().alloc())));
    }
  }

  void flush() {
    channel().flush();
  }

  /** Whether the client keeps up. */
  boolean isWritable() {
    return channel().channel().isWritable();
  }

  /** How long a client may take to say hello. */
  long helloNanos() {
    return pulse.limits().helloNanos();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext channel) {
    stalledAt = isWritable() ? 0 : System.nanoTime();
    context.emit(isWritable(), client::writable);
  }

  /** Says goodbye and waits a little for the client to say so, too. */
  void close(CloseCode code) {
    if (state != State.OPEN) {
      return;
    }
    state = State.CLOSING;
    closingAt = System.nanoTime();
    pulse.closed(code);
    send(new CloseWebSocketFrame(code.code, code.reason));
    flush();
    releaseFragments();
  }

  private void closedByClient(CloseWebSocketFrame close) {
    if (state == State.OPEN) {
      int code = close.statusCode();
      CloseWebSocketFrame echo =
          code < 0 ? new CloseWebSocketFrame(true, 0) : new CloseWebSocketFrame(code, "");
      send(echo);
      flush();
    }
    cut();
  }

  /** Ends the channel, whatever is still on its way. */
  @SuppressWarnings("FutureReturnValueIgnored") // channelInactive tells
  private void cut() {
    state = State.CLOSED;
    channel().channel().close();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the channel
  private void send(WebSocketFrame frame) {
    channel().write(frame, channel().voidPromise());
  }

  @Override
  public void channelInactive(ChannelHandlerContext channel) {
    state = State.CLOSED;
    releaseFragments();
    pulse.remove(this);
    context.emit(null, gone -> client.closed());
  }

  private void releaseFragments() {
    if (fragments != null) {
      fragments.release();
      fragments = null;
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
    switch (cause) {
      case CorruptedWebSocketFrameException corrupt -> close(codeOf(corrupt));
      case CorruptedFrameException corrupt -> close(CloseCode.PROTOCOL);
      case IOException gone -> cut();
      default -> {
        log.error("socket failed", cause);
        cut();
      }
    }
  }

  private static CloseCode codeOf(CorruptedWebSocketFrameException corrupt) {
    return switch (corrupt.closeStatus().code()) {
      case 1007 -> CloseCode.BAD_UTF8;
      case 1009 -> CloseCode.TOO_BIG;
      default -> CloseCode.PROTOCOL;
    };
  }

  /** Called about once a second. */
  void beat(long now) {
    Pulse.Limits limits = pulse.limits();
    if (state == State.CLOSING && now - closingAt > limits.closingNanos()) {
      cut();
    } else if (stalledAt != 0 && now - stalledAt > limits.stallNanos()) {
      pulse.closed(CloseCode.TOO_SLOW);
      cut();
    } else if (now - heardAt > limits.silenceNanos()) {
      cut();
    } else if (state == State.OPEN) {
      pingWhenQuiet(now, limits);
      context.emit(now, client::beat);
    }
  }

  private void pingWhenQuiet(long now, Pulse.Limits limits) {
    if (now - Math.max(heardAt, pingedAt) > limits.heartbeatNanos()) {
      pingedAt = now;
      send(new PingWebSocketFrame());
      flush();
    }
  }

  private ChannelHandlerContext channel() {
    if (channel == null) {
      throw new IllegalStateException("not yet in a pipeline");
    }
    return channel;
  }
}
