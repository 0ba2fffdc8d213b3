package rapport.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, UTF_8);

  @Test
  void bar_onATerminal_showsShareRateAndTimeLeftOnOneLine() {
    Progress progress = Progress.on(out, true);
    progress.update(at(90_000, 1_000, 50));
    assertThat(text())
        .startsWith("\r█████")
        .contains("░", " 50%  1,000 rows, 11 rows/s, 1 min 30 s left")
        .doesNotContain("\n");
    progress.done();
    assertThat(text()).endsWith("\r\u001B[K");
  }

  @Test
  void bar_isDrawnAtMostTenTimesASecond() {
    Progress progress = Progress.on(out, true);
    for (int millis = 0; millis < 1_000; millis += 10) {
      progress.update(at(millis, 1, 1));
    }
    assertThat(text().chars().filter(c -> c == '\r')).hasSize(10);
  }

  @Test
  void lines_elsewhere_comeEveryFewSeconds() {
    Progress progress = Progress.on(out, false);
    for (int seconds = 1; seconds <= 11; seconds++) {
      progress.update(at(seconds * 1_000L, seconds * 100L, seconds));
    }
    progress.done();
    assertThat(text())
        .isEqualToNormalizingNewlines(
            """
            5%, 500 rows, 100 rows/s, 1 min 35 s left
            10%, 1,000 rows, 100 rows/s, 1 min 30 s left
            """);
  }

  @Test
  void size_thatIsUnknown_leavesOutShareAndTimeLeft() {
    Progress.on(out, false).update(new Progress.Count(10, 0, 2, 500, -1, Duration.ofSeconds(6)));
    assertThat(text().strip()).isEqualTo("12 rows, 2 rejected, 2 rows/s");
  }

  private static Progress.Count at(long millis, long rows, long percent) {
    return new Progress.Count(rows, 0, 0, percent, 100, Duration.ofMillis(millis));
  }

  private String text() {
    return bytes.toString(UTF_8);
  }
}
