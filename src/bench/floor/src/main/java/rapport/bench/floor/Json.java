package rapport.bench.floor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;

/**
 * Finds strings in JSON that is never parsed: what is sought starts with a quote, and within a
 * string every quote is escaped, so it cannot be found inside one. Compact JSON only, as chat
 * models and the lab's client write it.
 */
final class Json {
  private Json() {}

  /** The bytes of {@code "name":"}, as {@link #text} takes them. */
  static byte[] key(String name) {
    return ("\"" + name + "\":\"").getBytes(US_ASCII);
  }

  /** Whether these bytes occur between from and to. */
  static boolean has(ByteBuf json, byte[] wanted) {
    return after(json, json.readerIndex(), json.writerIndex(), wanted) >= 0;
  }

  /**
   * Appends the string that follows the key, its escapes as they are.
   *
   * @return whether there was one
   */
  static boolean text(ByteBuf json, int from, int to, byte[] key, ByteBuf into) {
    int start = after(json, from, to, key);
    int end = start < 0 ? -1 : closingQuote(json, start, to);
    if (end < 0) {
      return false;
    }
    into.writeBytes(json, start, end - start);
    return true;
  }

  /** The string that follows the key, its escapes as they are. */
  static String text(ByteBuf json, byte[] key) {
    ByteBuf text = json.alloc().buffer(json.readableBytes());
    text(json, json.readerIndex(), json.writerIndex(), key, text);
    String found = text.toString(UTF_8);
    text.release();
    return found;
  }

  private static int after(ByteBuf json, int from, int to, byte[] wanted) {
    int last = to - wanted.length;
    for (int at = quote(json, from, to); at >= 0 && at <= last; at = quote(json, at + 1, to)) {
      if (matches(json, at, wanted)) {
        return at + wanted.length;
      }
    }
    return -1;
  }

  private static int closingQuote(ByteBuf json, int from, int to) {
    for (int at = quote(json, from, to); at >= 0; at = quote(json, at + 1, to)) {
      if (!escaped(json, from, at)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean escaped(ByteBuf json, int from, int at) {
    int backslashes = 0;
    while (at - backslashes > from && json.getByte(at - backslashes - 1) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  private static boolean matches(ByteBuf json, int at, byte[] wanted) {
    for (int i = 1; i < wanted.length; i++) {
      if (json.getByte(at + i) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static int quote(ByteBuf json, int from, int to) {
    return json.indexOf(from, to, (byte) '"');
  }
}
