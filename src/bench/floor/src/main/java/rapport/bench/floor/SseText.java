package rapport.bench.floor;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** The answer's text in a body of server-sent events, which may come split anywhere. */
final class SseText {
  private static final byte[] DATA = "data:".getBytes(US_ASCII);
  private static final byte[] CONTENT = Json.key("content");

  /** The beginning of a line whose end is yet to come. */
  private final ByteBuf begun = Unpooled.buffer(512);

  /** Appends the text in every line that ends in this part of the body, its escapes as they are. */
  void read(ByteBuf part, ByteBuf into) {
    int from = part.readerIndex();
    int to = part.writerIndex();
    for (int end; (end = part.indexOf(from, to, (byte) '\n')) >= 0; from = end + 1) {
      if (begun.isReadable()) {
        begun.writeBytes(part, from, end - from);
        line(begun, begun.readerIndex(), begun.writerIndex(), into);
        begun.clear();
      } else {
        line(part, from, end, into);
      }
    }
    begun.writeBytes(part, from, to - from);
  }

  /** Forgets an unfinished line: another body begins. */
  void clear() {
    begun.clear();
  }

  private static void line(ByteBuf in, int from, int to, ByteBuf into) {
    if (startsWithData(in, from, to)) {
      Json.text(in, from, to, CONTENT, into);
    }
  }

  private static boolean startsWithData(ByteBuf in, int from, int to) {
    for (int i = 0; i < DATA.length; i++) {
      if (from + i >= to || in.getByte(from + i) != DATA[i]) {
        return false;
      }
    }
    return true;
  }
}
