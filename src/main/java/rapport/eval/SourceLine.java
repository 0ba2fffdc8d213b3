package rapport.eval;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rapport.fault.Fault;
import rapport.fault.GatewayException;

/**
 * A line of a file, with what is needed to name it.
 *
 * @param number counted from 1
 * @param text without its line break
 */
record SourceLine(String file, int number, String text) {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /**
   * The lines of a UTF-8 file that are not blank.
   *
   * @throws GatewayException when there is no such file, or it is not UTF-8
   */
  static List<SourceLine> of(Path file) {
    // Split as bytes, so that a line that is no UTF-8 can be named.
    String[] lines = new String(read(file), ISO_8859_1).split("\n", -1);
    List<SourceLine> read = new ArrayList<>();
    for (int i = 0; i < lines.length; i++) {
      SourceLine raw = new SourceLine(name(file), i + 1, lines[i]);
      SourceLine line = raw.decoded();
      if (!line.text.isBlank()) {
        read.add(line);
      }
    }
    return read;
  }

  static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** What to throw when this line cannot be used. */
  GatewayException refused(String why) {
    return new GatewayException(Fault.BAD_REQUEST, "%s line %d: %s".formatted(file, number, why));
  }

  private static byte[] read(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new GatewayException(Fault.NOT_FOUND, file + ": no such file, or not readable");
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new GatewayException(Fault.NOT_FOUND, "%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private SourceLine decoded() {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(ISO_8859_1));
      String decoded = UTF_8.newDecoder().decode(bytes).toString();
      return new SourceLine(file, number, withoutMarks(decoded));
    } catch (CharacterCodingException e) {
      throw refused("bytes that are not UTF-8 (expected: UTF-8)");
    }
  }

  private String withoutMarks(String line) {
    int start = number == 1 && line.indexOf(BYTE_ORDER_MARK) == 0 ? 1 : 0;
    int end = line.endsWith("\r") ? line.length() - 1 : line.length();
    return line.substring(start, end);
  }
}
