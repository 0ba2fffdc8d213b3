package rapport.load;

import java.time.Duration;

/**
 * A stretch of a run with one kind of load: questions that fall due at a rate, or a number of
 * answers kept running.
 *
 * @param length how long it takes
 * @param from questions a second at its beginning; 0 when {@code streams} are kept instead
 * @param to questions a second at its end
 * @param streams answers kept running at once, each session asking again when its answer has ended
 * @param think how long a session waits before it asks again, on average
 */
public record Stage(Duration length, double from, double to, int streams, Duration think) {
  /** Questions at a steady rate a second. */
  public static Stage rate(Duration length, double rate) {
    return new Stage(length, rate, rate, 0, Duration.ZERO);
  }

  /** Questions at a rate that grows or shrinks evenly. */
  public static Stage ramp(Duration length, double from, double to) {
    return new Stage(length, from, to, 0, Duration.ZERO);
  }

  /** So many answers at once. */
  public static Stage streams(Duration length, int streams, Duration think) {
    return new Stage(length, 0, 0, streams, think);
  }

  double seconds() {
    return length.toNanos() / 1e9;
  }
}
