package rapport.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.URI;
import java.util.Base64;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket of a session, from its first byte to its last. Everything on the event loop of its
 * channel.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a write that fails closes its channel, which is heard
final class Socket extends ChannelInboundHandlerAdapter implements FrameReader.Sink {
  private static final int LONGEST_HEAD = 16_384;

  /** Hears what happens on a socket. */
  interface Owner {
    void opened(Socket socket);

    /**
     * A text message; the range is valid during the call.
     *
     * @param readAt when the reading began that brought it, by {@link System#nanoTime}
     */
    void text(Socket socket, byte[] bytes, int from, int to, long readAt);

    /**
     * It is over, told once.
     *
     * @param status HTTP status of a refused upgrade, or 0
     * @param closeCode of the server's close frame, or 0
     */
    void gone(Socket socket, int status, int closeCode);
  }

  private final Owner owner;
  private final FrameReader.Scratch scratch;
  private final SplittableRandom chance;
  private final URI target;
  private final boolean deflate;
  private @Nullable Channel channel;
  private @Nullable FrameReader frames;
  private StringBuilder head = new StringBuilder();
  private long readAt;
  private int status;
  private int closeCode;
  private boolean gone;

  Socket(
      Owner owner,
      FrameReader.Scratch scratch,
      SplittableRandom chance,
      URI target,
      boolean deflate) {
    this.owner = owner;
    this.scratch = scratch;
    this.chance = chance;
    this.target = target;
    this.deflate = deflate;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    channel = context.channel();
    byte[] request = upgrade().getBytes(US_ASCII);
    context.writeAndFlush(Unpooled.wrappedBuffer(request), context.voidPromise());
  }

  private String upgrade() {
    byte[] key = new byte[16];
    chance.nextBytes(key);
    String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
    String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
    return "GET %s%s HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            .formatted(path, query, target.getRawAuthority())
        + "Sec-WebSocket-Key: %s\r\nSec-WebSocket-Version: 13\r\n"
            .formatted(Base64.getEncoder().encodeToString(key))
        + "Sec-WebSocket-Protocol: rapport.v1\r\n"
        + (deflate
            ? "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
            : "")
        + "\r\n";
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (readAt == 0) {
      readAt = System.nanoTime();
    }
    ByteBuf bytes = (ByteBuf) message;
    try {
      if (frames == null) {
        readHead(bytes);
      }
      if (frames != null && bytes.isReadable()) {
        frames.feed(bytes);
      }
    } finally {
      bytes.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    readAt = 0;
  }

  private void readHead(ByteBuf bytes) {
    while (bytes.isReadable() && frames == null) {
      head.append((char) (bytes.readByte() & 0xff));
      if (endsHead()) {
        upgraded(head.toString());
        return;
      }
      if (head.length() > LONGEST_HEAD) {
        broken("a head that does not end");
        return;
      }
    }
  }

  private boolean endsHead() {
    int length = head.length();
    return length >= 4
        && head.charAt(length - 1) == '\n'
        && head.charAt(length - 3) == '\n'
        && head.charAt(length - 2) == '\r';
  }

  private void upgraded(String response) {
    String[] words = response.split(" ", 3);
    int said = words.length > 1 && words[1].matches("\\d{3}") ? Integer.parseInt(words[1]) : 0;
    if (said != 101) {
      status = said == 0 ? 400 : said;
      drop();
      return;
    }
    boolean compressed =
        response
            .toLowerCase(Locale.ROOT)
            .lines()
            .anyMatch(line ->
                line.startsWith("sec-websocket-extensions:")
                    && line.contains("permessage-deflate"));
    head = new StringBuilder(0);
    frames = new FrameReader(scratch, this, compressed);
    owner.opened(this);
  }

  /** Sends a text. */
  void send(String json) {
    if (channel != null && channel.isActive()) {
      channel.writeAndFlush(Frames.text(channel.alloc(), chance, json), channel.voidPromise());
    }
  }

  /** Whether bytes are read as they come, or left where they are. */
  void autoRead(boolean on) {
    if (channel != null) {
      channel.config().setAutoRead(on);
    }
  }

  /** Reads once, while {@link #autoRead} is off. */
  void readOnce() {
    if (channel != null) {
      channel.read();
    }
  }

  boolean isGone() {
    return gone;
  }

  /** Says goodbye and closes. */
  void close() {
    if (channel != null && channel.isActive()) {
      channel.writeAndFlush(
          Frames.of(channel.alloc(), chance, Frames.CLOSE, new byte[] {3, (byte) 0xe8}));
    }
    drop();
  }

  /** Closes without a word. */
  void drop() {
    if (channel != null) {
      channel.close();
    }
  }

  @Override
  public void text(byte[] bytes, int from, int to) {
    owner.text(this, bytes, from, to, readAt);
  }

  @Override
  public void ping(byte[] payload) {
    if (channel != null) {
      channel.writeAndFlush(
          Frames.of(channel.alloc(), chance, Frames.PONG, payload), channel.voidPromise());
    }
  }

  @Override
  public void closed(int code) {
    closeCode = code;
    close();
  }

  @Override
  public void broken(String why) {
    closeCode = 1002;
    drop();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (!gone) {
      gone = true;
      if (frames != null) {
        frames.close();
      }
      owner.gone(this, status, closeCode);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
