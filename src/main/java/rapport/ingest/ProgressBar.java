package rapport.ingest;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** One line that is written over, at most ten times a second. */
final class ProgressBar implements Progress {
  private static final int WIDTH = 30;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final String CLEAR_TO_END = "\u001B[K";

  private final PrintStream out;
  private Duration next = Duration.ZERO;
  private boolean shown;

  ProgressBar(PrintStream out) {
    this.out = out;
  }

  @Override
  public void update(Count count) {
    if (count.elapsed().compareTo(next) >= 0) {
      next = count.elapsed().plus(PAUSE);
      shown = true;
      out.print("\r" + bar(count) + ProgressLines.numbers(count) + CLEAR_TO_END);
      out.flush();
    }
  }

  @Override
  public void done() {
    if (shown) {
      out.print("\r" + CLEAR_TO_END);
      out.flush();
    }
  }

  private static String bar(Count count) {
    double fraction = count.fraction();
    if (fraction < 0) {
      return "";
    }
    int full = (int) (fraction * WIDTH);
    return String.format(
        Locale.ROOT,
        "%s%s %3d%%  ",
        "█".repeat(full),
        "░".repeat(WIDTH - full),
        (int) (fraction * 100));
  }
}
