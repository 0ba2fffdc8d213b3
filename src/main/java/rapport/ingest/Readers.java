package rapport.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/** Finds the reader for an input: by the name's ending, else by what the input begins with. */
final class Readers {
  private static final int LOOK_AHEAD = 1 << 13;

  private Readers() {}

  static RowReader open(String name, InputStream raw) {
    try {
      return reader(name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", ""), decompressed(raw));
    } catch (IOException e) {
      return brokenAtOnce(e);
    }
  }

  private static RowReader reader(String name, InputStream in) throws IOException {
    byte[] head = head(in, LOOK_AHEAD);
    int mark = byteOrderMark(head);
    String start = new String(head, mark, head.length - mark, ISO_8859_1);
    LineReader lines = new LineReader(rejoined(head, mark, in));
    return looksLikeJson(name, start)
        ? new JsonRows(lines)
        : new DelimitedRows(lines, separator(name, start));
  }

  private static InputStream decompressed(InputStream raw) throws IOException {
    byte[] magic = head(raw, 2);
    InputStream in = rejoined(magic, 0, raw);
    return starts(magic, 0x1F, 0x8B) ? new GZIPInputStream(in, 1 << 16) : in;
  }

  /** Up to {@code count} bytes, fewer at the end or where the input breaks off. */
  private static byte[] head(InputStream in, int count) {
    byte[] head = new byte[count];
    int length = 0;
    try {
      for (int read = 0; read >= 0 && length < count; length += Math.max(0, read)) {
        read = in.read(head, length, count - length);
      }
    } catch (IOException brokenOff) {
      // Whoever reads this far meets the same break, and knows the line.
    }
    return Arrays.copyOf(head, length);
  }

  /**
   * Not a {@code BufferedInputStream} or {@code PushbackInputStream}: when the input breaks off,
   * those lose bytes that were read before.
   */
  private static InputStream rejoined(byte[] head, int from, InputStream rest) {
    return new SequenceInputStream(new ByteArrayInputStream(head, from, head.length - from), rest);
  }

  private static int byteOrderMark(byte[] head) {
    if (starts(head, 0xFF, 0xFE) || starts(head, 0xFE, 0xFF)) {
      throw new GatewayException(
          Fault.BAD_REQUEST, "line 1: the text is UTF-16 (expected: UTF-8; save it as UTF-8)");
    }
    return starts(head, 0xEF, 0xBB, 0xBF) ? 3 : 0;
  }

  private static boolean starts(byte[] bytes, int... with) {
    for (int i = 0; i < with.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != with[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean looksLikeJson(String name, String start) {
    if (name.matches(".*\\.(jsonl|ndjson|json)")) {
      return true;
    }
    return !name.matches(".*\\.(csv|tsv|tab)") && start.stripLeading().matches("(?s)[{\\[].*");
  }

  /** Spreadsheets of many countries write semicolons into files they call CSV. */
  private static char separator(String name, String start) {
    String header = start.lines().findFirst().orElse("");
    if (name.matches(".*\\.(tsv|tab)") || (!name.endsWith(".csv") && header.contains("\t"))) {
      return '\t';
    }
    return count(header, ';') > count(header, ',') ? ';' : ',';
  }

  private static long count(String text, char c) {
    return text.chars().filter(each -> each == c).count();
  }

  private static RowReader brokenAtOnce(IOException e) {
    return new RowReader() {
      private @Nullable Row damage = LineReader.damage(1, e);

      @Override
      public @Nullable Row next() {
        Row only = damage;
        damage = null;
        return only;
      }
    };
  }
}
