package rapport.llm;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Server-sent events out of bytes, as the WHATWG standard reads them, whatever the split. Works in
 * one growing array: an event's data is handed on as a range of it, so a line makes no object, and
 * since only whole events leave, characters cut in two by the network never do.
 *
 * @see <a
 *     href="https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">
 *     the standard</a>
 */
final class SseParser {
  /** The longest line, and the longest event, in bytes. */
  static final int MAX_EVENT = 1 << 20;

  private static final int NONE = -1;
  private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final byte[] DATA = {'d', 'a', 't', 'a'};
  private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};

  /** Hears the events. */
  interface Sink {
    /**
     * One event. The range is only valid during the call.
     *
     * @param type what its {@code event} field said, empty when there was none
     */
    void event(String type, byte[] bytes, int offset, int length) throws IOException;
  }

  private final Sink sink;
  private byte[] bytes = new byte[1024];
  private int end;
  private int scanned;
  private int lineStart;
  private boolean firstLine = true;
  private boolean afterCarriageReturn;
  private String type = "";
  private int dataStart = NONE;
  private int dataEnd;

  SseParser(Sink sink) {
    this.sink = sink;
  }

  /**
   * Reads on.
   *
   * @throws IOException when a line or an event is too long, or the sink cannot read one
   */
  void feed(Buffer chunk) throws IOException {
    append(chunk);
    for (int i = lineEnd(scanned); i < end; i = lineEnd(i + 1)) {
      boolean lineFeed = bytes[i] == '\n';
      if (lineFeed && afterCarriageReturn && i == lineStart) {
        lineStart++;
      } else {
        endLine(i);
        lineStart = i + 1;
        afterCarriageReturn = !lineFeed;
      }
    }
    forgetWhatIsRead();
  }

  /** Where the next CR or LF is: most of the work, so in locals. */
  private int lineEnd(int from) {
    byte[] in = bytes;
    int to = end;
    int i = from;
    while (i < to && in[i] != '\n' && in[i] != '\r') {
      i++;
    }
    return i;
  }

  private void append(Buffer chunk) {
    int needed = end + chunk.length();
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
    }
    chunk.getBytes(bytes, end);
    end = needed;
  }

  private void endLine(int lineEnd) throws IOException {
    checkLength(lineEnd);
    if (firstLine) {
      firstLine = false;
      lineStart += startsWith(BOM, lineEnd) ? BOM.length : 0;
    }
    if (lineStart == lineEnd) {
      dispatch();
    } else if (isField(DATA, lineEnd)) {
      addData(valueStart(DATA, lineEnd), lineEnd);
    } else if (isField(EVENT, lineEnd)) {
      int from = valueStart(EVENT, lineEnd);
      type = new String(bytes, from, lineEnd - from, StandardCharsets.UTF_8);
    }
  }

  private void dispatch() throws IOException {
    int from = dataStart;
    String of = type;
    dataStart = NONE;
    type = "";
    if (from != NONE) {
      sink.event(of, bytes, from, dataEnd - from);
    }
  }

  /** Further lines of data move up behind the first: there is always room, that of their names. */
  private void addData(int from, int to) {
    if (dataStart == NONE) {
      dataStart = from;
      dataEnd = to;
      return;
    }
    bytes[dataEnd++] = '\n';
    System.arraycopy(bytes, from, bytes, dataEnd, to - from);
    dataEnd += to - from;
  }

  private boolean isField(byte[] name, int lineEnd) {
    int after = lineStart + name.length;
    return startsWith(name, lineEnd) && (after == lineEnd || bytes[after] == ':');
  }

  private int valueStart(byte[] name, int lineEnd) {
    int colon = lineStart + name.length;
    if (colon == lineEnd) {
      return lineEnd;
    }
    return colon + 1 < lineEnd && bytes[colon + 1] == ' ' ? colon + 2 : colon + 1;
  }

  private boolean startsWith(byte[] prefix, int lineEnd) {
    int to = lineStart + prefix.length;
    return to <= lineEnd && Arrays.equals(bytes, lineStart, to, prefix, 0, prefix.length);
  }

  private void forgetWhatIsRead() throws IOException {
    checkLength(end);
    int keep = keepFrom();
    if (keep > 0) {
      System.arraycopy(bytes, keep, bytes, 0, end - keep);
      end -= keep;
      lineStart -= keep;
      dataEnd -= keep;
      dataStart = dataStart == NONE ? NONE : 0;
    }
    scanned = end;
  }

  private void checkLength(int to) throws IOException {
    if (to - keepFrom() > MAX_EVENT) {
      throw new IOException("an event is longer than " + MAX_EVENT + " bytes");
    }
  }

  private int keepFrom() {
    return dataStart == NONE ? lineStart : dataStart;
  }
}
