package rapport.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  @Test
  void lines_endAtLineFeedWithOrWithoutCarriageReturn() {
    assertThat(texts("a\nb\r\nc")).containsExactly("a", "b", "c");
  }

  @Test
  void lines_doNotEndAtFormFeedsOrUnicodeLineSeparators() {
    assertThat(texts("a\fb\u2028c\u0085d\re\nf")).containsExactly("a\fb\u2028c\u0085d\re", "f");
  }

  @Test
  void lastLine_withLineBreak_isNotFollowedByAnEmptyOne() {
    assertThat(texts("a\n\nb\n")).containsExactly("a", "", "b");
  }

  @Test
  void line_acrossManyReads_isWhole() {
    String longLine = "é".repeat(200_000);
    assertThat(texts("a\n" + longLine + "\nb")).containsExactly("a", longLine, "b");
  }

  @Test
  void line_ofExactlyOneMebibyte_isRead() {
    assertThat(texts("x".repeat(LineReader.LONGEST) + "\nb")).hasSize(2).endsWith("b");
  }

  @Test
  void line_withBrokenUtf8_isUnreadableAndTheNextIsNot() {
    InputStream in = join(bytes("a\n"), new ByteArrayInputStream(new byte[] {'x', (byte) 0xC3}));
    LineReader lines = new LineReader(join(in, bytes("\n\uFFFD is a character\n")));
    assertThat(rest(lines))
        .containsExactly(
            new Line.Text(1, "a"),
            new Row.Unreadable(2, "bytes that are not UTF-8 (expected: UTF-8)"),
            new Line.Text(3, "\uFFFD is a character"));
  }

  @Test
  void line_ofFiftyMegabytes_isSkippedWithoutBeingHeld() {
    LineReader lines =
        new LineReader(join(bytes("a\n"), new Repeated('x', 50_000_000), bytes("\nb\n")));
    assertThat(rest(lines))
        .containsExactly(
            new Line.Text(1, "a"),
            new Row.Unreadable(2, "longer than 1 MiB (expected: one row a line)"),
            new Line.Text(3, "b"));
    assertThat(lines.held()).isLessThanOrEqualTo(LineReader.LONGEST);
  }

  private static List<String> texts(String content) {
    return rest(new LineReader(bytes(content))).stream().map(l -> ((Line.Text) l).text()).toList();
  }

  private static List<Line> rest(LineReader lines) {
    List<Line> all = new ArrayList<>();
    for (Line line = lines.next(); line != null; line = lines.next()) {
      all.add(line);
    }
    return all;
  }

  private static InputStream bytes(String content) {
    return new ByteArrayInputStream(content.getBytes(UTF_8));
  }

  private static InputStream join(InputStream... parts) {
    return new SequenceInputStream(Collections.enumeration(List.of(parts)));
  }
}
