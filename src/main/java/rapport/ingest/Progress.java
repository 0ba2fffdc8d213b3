package rapport.ingest;

import java.io.PrintStream;
import java.time.Duration;

/** Is told how a load goes on, from whichever thread, one call at a time. */
public interface Progress {
  Progress NONE = count -> {};

  void update(Count count);

  /** The load is over, well or not. */
  default void done() {}

  /** A bar that moves on a terminal, a line every few seconds elsewhere. */
  static Progress on(PrintStream out, boolean terminal) {
    return terminal ? new ProgressBar(out) : new ProgressLines(out);
  }

  /**
   * What is behind a load.
   *
   * @param bytes read so far
   * @param totalBytes of all sources, or -1 when unknown
   */
  record Count(
      long accepted, long unchanged, long rejected, long bytes, long totalBytes, Duration elapsed) {
    public long rows() {
      return accepted + unchanged + rejected;
    }

    public double rowsPerSecond() {
      return rows() / Math.max(1e-3, elapsed.toNanos() / 1e9);
    }

    /** 0 to 1, or -1 when unknown. Reading is a little ahead of writing, so 1 comes early. */
    public double fraction() {
      return totalBytes <= 0 ? -1 : Math.min(1, (double) bytes / totalBytes);
    }

    /** An estimate, or zero when there is nothing to go by. */
    public Duration left() {
      double fraction = fraction();
      return fraction <= 0
          ? Duration.ZERO
          : Duration.ofMillis((long) (elapsed.toMillis() * (1 - fraction) / fraction));
    }
  }
}
