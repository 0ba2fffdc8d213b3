package rapport.socket;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DuplexChannel;
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
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * The WebSocket side of a client: frames to whole texts, RFC 6455's closing handshake, liveness. What the texts
 * say is the subprotocol's business: Client's, for shoppers.
 *
 *   OPEN --close of theirs--> CLOSED (echoed)      OPEN --close of ours--> CLOSING --theirs, or 5 s--> CLOSED
 *
 * A close frame cannot reach a client that does not read: it would wait behind the data. Such a client is cut
 * off at the channel. Until then nothing is read from it either: whatever it says may need an answer, and
 * answers would pile up.
 */

/** One client's channel after the handshake. On the channel's event loop only. */
final class ChatSocket extends SimpleChannelInboundHandler<WebSocketFrame>
    implements LeaveTaking.Guest {
  private static final Logger log = LoggerFactory.getLogger(ChatSocket.class);

  /** RFC 6455 §7.4.2: above it codes mean nothing. */
  private static final int HIGHEST_CLOSE_CODE = 4_999;

  private enum State {
    OPEN,
    CLOSING,
    CLOSED
  }

  private final ContextInternal context;
  private final Subprotocol client;
  private final Pulse pulse;
  private @Nullable ChannelHandlerContext channel;
  private State state = State.OPEN;
  private @Nullable TextAssembly message;
  private boolean listening = true;

  /** Whether something was told since the client was heard last. */
  private boolean unconfirmed;

  private long heardAt = System.nanoTime();
  private long pingedAt = heardAt;
  private long stalledAt;
  private long closingAt;

  ChatSocket(ContextInternal context, Subprotocol client, Pulse pulse) {
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
    unconfirmed = false;
    switch (frame) {
      case CloseWebSocketFrame close -> closedByClient(close);
      case PingWebSocketFrame ping -> pong(ping);
      case PongWebSocketFrame pong -> {}
      case BinaryWebSocketFrame binary -> bytes(binary);
      case TextWebSocketFrame text -> fragment(text, true);
      case ContinuationWebSocketFrame continuation -> fragment(continuation, false);
      default -> close(CloseCode.PROTOCOL);
    }
  }

  /** Netty's decoder has refused a continuation of nothing and a text within a text. */
  private void fragment(WebSocketFrame frame, boolean first) {
    if (state != State.OPEN) {
      return;
    }
    try {
      if (first && frame.isFinalFragment()) {
        hear(TextAssembly.whole(frame.content()));
        return;
      }
      add(frame);
    } catch (CharacterCodingException e) {
      close(CloseCode.BAD_UTF8);
    }
  }

  private void add(WebSocketFrame frame) throws CharacterCodingException {
    TextAssembly begun = message == null ? new TextAssembly() : message;
    message = begun;
    if (begun.bytes() + frame.content().readableBytes() > WebSocketUpgrade.LARGEST_FRAME) {
      close(CloseCode.TOO_BIG);
      return;
    }
    begun.add(frame.content(), frame.isFinalFragment());
    if (frame.isFinalFragment()) {
      message = null;
      hear(begun.text());
    }
  }

  private void bytes(BinaryWebSocketFrame frame) {
    if (state == State.OPEN) {
      context.emit(frame.content(), client::heardBytes);
    }
  }

  private void hear(String text) {
    context.emit(text, client::heard);
  }

  private void pong(PingWebSocketFrame ping) {
    if (state == State.OPEN) {
      send(new PongWebSocketFrame(ping.content().retain()));
      flush();
    }
  }

  /** Queues a frame; {@link #flush} sends what is queued. */
  void write(ServerFrame frame) {
    if (state == State.OPEN) {
      unconfirmed = true;
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
    readOrNot();
    context.emit(isWritable(), client::writable);
  }

  /** Whether the client is listened to now. What it says meanwhile waits in its own machine. */
  void listen(boolean listening) {
    this.listening = listening;
    readOrNot();
  }

  private void readOrNot() {
    channel().channel().config().setAutoRead(listening && isWritable());
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
    message = null;
  }

  /**
   * Says goodbye to a client whose bytes make no sense: its own goodbye could not be read. Ending
   * only our direction lets ours arrive; closing both at once would make the other side drop it.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the deadline of closing ends what fails here
  private void closeUnheard(CloseCode code) {
    if (state != State.OPEN) {
      return;
    }
    state = State.CLOSING;
    closingAt = System.nanoTime();
    pulse.closed(code);
    message = null;
    channel()
        .writeAndFlush(new CloseWebSocketFrame(code.code, code.reason))
        .addListener(
            (ChannelFutureListener)
                written -> {
                  if (written.channel() instanceof DuplexChannel duplex) {
                    duplex.shutdownOutput();
                  }
                });
  }

  private void closedByClient(CloseWebSocketFrame close) {
    int code = close.statusCode();
    if (code > HIGHEST_CLOSE_CODE) {
      closeUnheard(CloseCode.PROTOCOL);
      return;
    }
    if (state == State.OPEN) {
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

  /** Queues a frame whatever the state. */
  @SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the channel
  void send(WebSocketFrame frame) {
    channel().write(frame, channel().voidPromise());
  }

  @Override
  public void channelInactive(ChannelHandlerContext channel) {
    state = State.CLOSED;
    message = null;
    pulse.remove(this);
    context.emit(null, gone -> client.closed());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
    switch (cause) {
      case CorruptedWebSocketFrameException corrupt -> closeUnheard(codeOf(corrupt));
      case CorruptedFrameException corrupt -> closeUnheard(CloseCode.PROTOCOL);
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

  /** Whether the whole process is about to go. */
  boolean isLastCall() {
    return pulse.isLastCall();
  }

  @Override
  public boolean isLeaving() {
    return state == State.CLOSED || client.isLeaving();
  }

  @Override
  public void leave(long afterMillis) {
    context.emit(afterMillis, client::leave);
  }

  /** See {@link Subprotocol#dismiss}. */
  void dismiss(long afterMillis) {
    context.emit(afterMillis, client::dismiss);
  }

  /** Called about once a second. */
  void beat(long now) {
    Pulse.Limits limits = pulse.limits();
    if (state == State.CLOSING && now - closingAt > limits.closingNanos()) {
      cut();
    } else if (isStalled(now, limits)) {
      pulse.closed(CloseCode.TOO_SLOW);
      reset();
    } else if (now - heardAt > limits.silenceNanos()) {
      cut();
    } else if (state == State.OPEN) {
      pingWhenQuiet(now, limits);
      context.emit(now, client::beat);
    }
  }

  /**
   * The kernels hold a hundred kilobytes for a client that does not read, which is a minute of
   * words: whether these are read is known by its pong alone.
   */
  private boolean isStalled(long now, Pulse.Limits limits) {
    boolean blocked = stalledAt != 0 && now - stalledAt > limits.stallNanos();
    boolean deaf = unconfirmed && pingedAt > heardAt && now - heardAt > limits.stallNanos() * 9 / 8;
    return blocked || deaf;
  }

  /** A client that does not read would keep the kernel's buffer until it does: nothing is sent. */
  private void reset() {
    channel().channel().config().setOption(ChannelOption.SO_LINGER, 0);
    cut();
  }

  private void pingWhenQuiet(long now, Pulse.Limits limits) {
    long quiet = unconfirmed ? limits.confirmNanos() : limits.heartbeatNanos();
    if (now - Math.max(heardAt, pingedAt) > quiet) {
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
