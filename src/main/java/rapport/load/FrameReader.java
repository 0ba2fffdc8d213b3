package rapport.load;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * A server's frames out of bytes, whatever their split: whole or fragmented, compressed or not.
 * Looks at bytes where they are and makes no object for a frame. Of its socket's event loop, whose
 * sockets share one {@link Scratch}.
 */
final class FrameReader {
  /** Longer messages are no chat. */
  private static final int LONGEST = 16 << 20;

  private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

  /** Hears messages. Ranges are only valid during the call. */
  interface Sink {
    void text(byte[] bytes, int from, int to);

    void ping(byte[] payload);

    void closed(int code);

    /** The server does not keep to RFC 6455; nothing more is read. */
    void broken(String why);
  }

  /** Room to work in. */
  static final class Scratch {
    private byte[] input = new byte[1 << 16];
    private byte[] inflated = new byte[1 << 14];

    private byte[] input(int size) {
      if (size > input.length) {
        input = new byte[Math.max(size, input.length * 2)];
      }
      return input;
    }
  }

  private final Scratch scratch;
  private final Sink sink;
  private final @Nullable Inflater inflater;
  private byte @Nullable [] rest;
  private byte @Nullable [] message;
  private int messageLength;
  private boolean messageIsText;
  private boolean messageIsCompressed;
  private boolean broken;

  /**
   * @param compressed whether permessage-deflate was agreed on
   */
  FrameReader(Scratch scratch, Sink sink, boolean compressed) {
    this.scratch = scratch;
    this.sink = sink;
    this.inflater = compressed ? new Inflater(true) : null;
  }

  /** Reads on; all of {@code in} is taken. */
  void feed(ByteBuf in) {
    int before = rest == null ? 0 : rest.length;
    int size = before + in.readableBytes();
    byte[] bytes = scratch.input(size);
    if (rest != null) {
      System.arraycopy(rest, 0, bytes, 0, before);
      rest = null;
    }
    in.readBytes(bytes, before, size - before);
    int at = 0;
    int next = frame(bytes, at, size);
    while (next > at) {
      at = next;
      next = frame(bytes, at, size);
    }
    if (at < size && !broken) {
      rest = Arrays.copyOfRange(bytes, at, size);
    }
  }

  void close() {
    if (inflater != null) {
      inflater.end();
    }
  }

  /** Where the frame at {@code at} ends, or {@code at} when it is not all there. */
  private int frame(byte[] bytes, int at, int end) {
    if (broken || end - at < 2) {
      return at;
    }
    long length = bytes[at + 1] & 0x7f;
    int from = at + 2;
    if (length >= 126) {
      int extended = length == 126 ? 2 : 8;
      if (end - from < extended) {
        return at;
      }
      length = 0;
      for (int i = 0; i < extended; i++) {
        length = (length << 8) | (bytes[from++] & 0xff);
      }
    }
    if ((bytes[at + 1] & 0x80) != 0 || length < 0 || length > LONGEST) {
      breakOff("a frame that is masked or too long");
      return at;
    }
    if (end - from < length) {
      return at;
    }
    int to = from + (int) length;
    take(bytes[at], bytes, from, to);
    return to;
  }

  private void take(int head, byte[] bytes, int from, int to) {
    boolean last = (head & 0x80) != 0;
    boolean compressed = (head & 0x40) != 0;
    switch (head & 0x0f) {
      case Frames.TEXT, Frames.BINARY -> {
        messageIsText = (head & 0x0f) == Frames.TEXT;
        messageIsCompressed = compressed;
        if (last) {
          whole(bytes, from, to);
        } else {
          message = Arrays.copyOfRange(bytes, from, Math.max(to, from + 256));
          messageLength = to - from;
        }
      }
      case Frames.CONTINUATION -> continued(bytes, from, to, last);
      case Frames.PING -> sink.ping(Arrays.copyOfRange(bytes, from, to));
      case Frames.PONG -> {}
      case Frames.CLOSE ->
          sink.closed(
              to - from < 2 ? 1005 : ((bytes[from] & 0xff) << 8) | (bytes[from + 1] & 0xff));
      default -> breakOff("an unknown kind of frame");
    }
  }

  private void continued(byte[] bytes, int from, int to, boolean last) {
    if (message == null || messageLength + to - from > LONGEST) {
      breakOff("a continuation of nothing, or a message that is too long");
      return;
    }
    if (messageLength + to - from > message.length) {
      message = Arrays.copyOf(message, Math.max(messageLength + to - from, message.length * 2));
    }
    System.arraycopy(bytes, from, message, messageLength, to - from);
    messageLength += to - from;
    if (last) {
      byte[] all = message;
      message = null;
      whole(all, 0, messageLength);
    }
  }

  private void whole(byte[] bytes, int from, int to) {
    if (!messageIsText) {
      return;
    }
    if (!messageIsCompressed) {
      sink.text(bytes, from, to);
    } else if (inflater == null) {
      breakOff("a compressed frame that was not agreed on");
    } else {
      inflate(inflater, bytes, from, to);
    }
  }

  private void inflate(Inflater deflated, byte[] bytes, int from, int to) {
    try {
      deflated.setInput(bytes, from, to - from);
      int length = drain(deflated, 0);
      deflated.setInput(TAIL);
      length = drain(deflated, length);
      sink.text(scratch.inflated, 0, length);
    } catch (DataFormatException e) {
      breakOff("a compressed frame that cannot be read");
    }
  }

  private int drain(Inflater deflated, int at) throws DataFormatException {
    int length = at;
    int more = deflated.inflate(scratch.inflated, length, scratch.inflated.length - length);
    while (more > 0 && length < LONGEST) {
      length += more;
      if (length == scratch.inflated.length) {
        scratch.inflated = Arrays.copyOf(scratch.inflated, length * 2);
      }
      more = deflated.inflate(scratch.inflated, length, scratch.inflated.length - length);
    }
    return length;
  }

  private void breakOff(String why) {
    broken = true;
    sink.broken(why);
  }
}
