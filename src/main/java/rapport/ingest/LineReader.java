package rapport.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Splits UTF-8 bytes into lines at LF or CRLF and nowhere else: rows may hold form feeds and
 * U+2028. Holds at most one line of {@link #LONGEST} bytes; what is longer is skipped, not kept.
 */
final class LineReader {
  /** In bytes. */
  static final int LONGEST = 1 << 20;

  private static final int CHUNK = 1 << 16;

  private final InputStream in;
  private final byte[] chunk = new byte[CHUNK];
  private int position;
  private int limit;
  private byte[] line = new byte[1 << 13];
  private int length;
  private boolean tooLong;
  private long number;

  LineReader(InputStream in) {
    this.in = in;
  }

  /** The next line, or null at the end. After {@link Row.Damaged} there is nothing to read. */
  @Nullable Line next() {
    number++;
    length = 0;
    tooLong = false;
    try {
      return readLine() ? finished() : null;
    } catch (IOException e) {
      return damage(number, e);
    }
  }

  /** What a failure to read means for the input. */
  static Row.Damaged damage(long line, IOException e) {
    return new Row.Damaged(
        line,
        switch (e) {
          case EOFException _ -> "the gzip stream ends too early (expected: a complete file)";
          case ZipException _ -> "the gzip stream is corrupt (" + e.getMessage() + ")";
          default -> "reading failed (" + e.getMessage() + ")";
        });
  }

  /** How many bytes a line may take up here; for checks that the bound holds. */
  int held() {
    return line.length;
  }

  private boolean readLine() throws IOException {
    boolean any = false;
    while (position < limit || fill()) {
      any = true;
      int end = endOfLine();
      append(end);
      position = end;
      if (end < limit) {
        position++;
        return true;
      }
    }
    return any;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(chunk));
    return limit > 0;
  }

  private int endOfLine() {
    int i = position;
    while (i < limit && chunk[i] != '\n') {
      i++;
    }
    return i;
  }

  private void append(int end) {
    int added = end - position;
    if (tooLong || length + added > LONGEST) {
      tooLong = true;
      return;
    }
    if (length + added > line.length) {
      line = Arrays.copyOf(line, Math.min(LONGEST, Math.max(length + added, 2 * line.length)));
    }
    System.arraycopy(chunk, position, line, length, added);
    length += added;
  }

  private Line finished() {
    if (tooLong) {
      return new Row.Unreadable(number, "longer than 1 MiB (expected: one row a line)");
    }
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    String text = new String(line, 0, length, UTF_8);
    if (text.indexOf('\uFFFD') >= 0 && !strictUtf8()) {
      return new Row.Unreadable(number, "bytes that are not UTF-8 (expected: UTF-8)");
    }
    return new Line.Text(number, text);
  }

  private boolean strictUtf8() {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(line, 0, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
