package rapport.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One message of the server, looked at in place: where its fields stand in the bytes. Only the top
 * level of its JSON is read; what lies deeper is skipped. One object is used again and again.
 */
@SuppressWarnings("EnumOrdinal") // of its own enums, as places in its own arrays
final class TextFrame {
  /** What a message is. */
  enum Type {
    WELCOME,
    ACK,
    SOURCES,
    TOKEN,
    DONE,
    ERROR,
    OTHER
  }

  /** The fields that matter to the lab. */
  enum Field {
    TYPE,
    TEXT,
    TURN,
    SEQ,
    CODE,
    RETRY_AFTER_MS,
    FINISH,
    DEGRADED,
    CONVERSATION,
    SECRET,
    RECOVERED
  }

  private static final Field[] FIELDS = Field.values();
  private static final Type[] TYPES = Type.values();
  private static final byte[][] FIELD_NAMES = names(FIELDS);
  private static final byte[][] TYPE_NAMES = names(TYPES);

  private final int[] from = new int[FIELDS.length];
  private final int[] to = new int[FIELDS.length];
  private byte[] bytes = {};
  private int at;
  private int end;

  private static byte[][] names(Enum<?>[] words) {
    return Arrays.stream(words)
        .map(word -> word.name().toLowerCase(Locale.ROOT).getBytes(UTF_8))
        .toArray(byte[][]::new);
  }

  /**
   * Reads a message; a range of {@code json} that is only valid as long as the array is.
   *
   * @return whether it is a JSON object
   */
  boolean read(byte[] json, int begin, int until) {
    bytes = json;
    at = begin;
    end = until;
    Arrays.fill(from, -1);
    skipBlanks();
    if (at >= end || bytes[at++] != '{') {
      return false;
    }
    for (skipBlanks(); at < end && bytes[at] == '"'; skipBlanks()) {
      int name = at + 1;
      int nameEnd = stringEnd();
      skipBlanks();
      if (at >= end || bytes[at++] != ':') {
        return false;
      }
      skipBlanks();
      value(field(name, nameEnd));
      skipBlanks();
      if (at < end && bytes[at] == ',') {
        at++;
      }
    }
    return at < end && bytes[at] == '}';
  }

  Type type() {
    int start = from[Field.TYPE.ordinal()];
    if (start >= 0) {
      int stop = to[Field.TYPE.ordinal()];
      for (int i = 0; i < TYPES.length; i++) {
        if (Arrays.equals(bytes, start, stop, TYPE_NAMES[i], 0, TYPE_NAMES[i].length)) {
          return TYPES[i];
        }
      }
    }
    return Type.OTHER;
  }

  boolean has(Field field) {
    return from[field.ordinal()] >= 0;
  }

  /** Where a value begins: of a string, inside its quotes, still escaped. */
  int from(Field field) {
    return from[field.ordinal()];
  }

  int to(Field field) {
    return to[field.ordinal()];
  }

  byte[] bytes() {
    return bytes;
  }

  /** A value as text, or null; escapes are left as they are. */
  @Nullable String text(Field field) {
    int start = from(field);
    return start < 0 ? null : new String(bytes, start, to(field) - start, UTF_8);
  }

  boolean is(Field field, String value) {
    return value.equals(text(field));
  }

  private @Nullable Field field(int name, int nameEnd) {
    for (int i = 0; i < FIELDS.length; i++) {
      if (Arrays.equals(bytes, name, nameEnd, FIELD_NAMES[i], 0, FIELD_NAMES[i].length)) {
        return FIELDS[i];
      }
    }
    return null;
  }

  private void value(@Nullable Field field) {
    int start = at;
    int stop;
    if (at < end && bytes[at] == '"') {
      start++;
      stop = stringEnd();
    } else {
      skipOther();
      stop = at;
    }
    if (field != null) {
      from[field.ordinal()] = start;
      to[field.ordinal()] = stop;
    }
  }

  /** Passes a string; where its closing quote is. */
  private int stringEnd() {
    int i = at + 1;
    byte[] in = bytes;
    while (i < end && in[i] != '"') {
      i += in[i] == '\\' ? 2 : 1;
    }
    at = Math.min(i + 1, end);
    return Math.min(i, end);
  }

  /** Passes a number, a word, an object or a list. */
  private void skipOther() {
    int depth = 0;
    while (at < end) {
      byte each = bytes[at];
      if (each == '"') {
        stringEnd();
        continue;
      }
      if (each == '{' || each == '[') {
        depth++;
      } else if (each == '}' || each == ']') {
        if (depth == 0) {
          return;
        }
        depth--;
      } else if (each == ',' && depth == 0) {
        return;
      }
      at++;
    }
  }

  private void skipBlanks() {
    while (at < end && bytes[at] <= ' ' && bytes[at] >= 0) {
      at++;
    }
  }
}
