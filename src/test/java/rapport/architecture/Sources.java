package rapport.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One source file.
 *
 * @param name such as {@code rapport/chat/Money.java}
 */
record Sources(String name, String content) {
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$");
  private static final Pattern TEXT =
      Pattern.compile("(?s)\"\"\".*?\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*\"");

  static List<Sources> all() {
    try (Stream<Path> files = Files.walk(Rooms.SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).map(Sources::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sources read(Path file) {
    try {
      return new Sources(Rooms.SOURCES.relativize(file).toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int lines() {
    return (int) content.lines().count();
  }

  /** String literals and text blocks. */
  List<String> texts() {
    return TEXT.matcher(COMMENT.matcher(content).replaceAll(""))
        .results()
        .map(MatchResult::group)
        .toList();
  }
}
