package rapport.ingest;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** A line every few seconds, for logs. */
final class ProgressLines implements Progress {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final PrintStream out;
  private Duration next = PAUSE;

  ProgressLines(PrintStream out) {
    this.out = out;
  }

  @Override
  public void update(Count count) {
    if (count.elapsed().compareTo(next) >= 0) {
      next = count.elapsed().plus(PAUSE);
      out.println(percent(count) + numbers(count));
    }
  }

  /** {@code 8,320 rows, 152 rows/s, 1 min 12 s left}. */
  static String numbers(Count count) {
    String rejected =
        count.rejected() == 0 ? "" : String.format(Locale.ROOT, ", %,d rejected", count.rejected());
    String left = count.left().isZero() ? "" : ", " + words(count.left()) + " left";
    return String.format(
        Locale.ROOT,
        "%,d rows%s, %,.0f rows/s%s",
        count.rows(),
        rejected,
        count.rowsPerSecond(),
        left);
  }

  private static String percent(Count count) {
    return count.fraction() < 0
        ? ""
        : String.format(Locale.ROOT, "%d%%, ", (int) (count.fraction() * 100));
  }

  private static String words(Duration time) {
    long seconds = Math.max(1, time.toSeconds());
    return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
  }
}
