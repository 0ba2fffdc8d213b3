package rapport.load;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How times are spread, in milliseconds.
 *
 * @param curve percentile and time, from the median of nothing to the longest, for drawing
 */
public record Spread(
    long count,
    double mean,
    double p50,
    double p90,
    double p99,
    double p999,
    double max,
    List<Point> curve) {
  private static final double[] PERCENTILES = {
    0, 5, 10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 85, 90, 92.5, 95, 96, 97, 98, 98.5, 99, 99.25,
    99.5, 99.75, 99.9, 99.95, 99.99, 99.999, 100
  };

  public Spread {
    curve = List.copyOf(curve);
  }

  /** A percentile, 0 to 100, and the time that so many of the samples took at most. */
  public record Point(double percentile, double millis) {}

  /** Of samples in microseconds; null without any. */
  static @Nullable Spread of(Histogram micros) {
    if (micros.getTotalCount() == 0) {
      return null;
    }
    List<Point> curve = new ArrayList<>();
    for (double percentile : PERCENTILES) {
      curve.add(new Point(percentile, millis(micros, percentile)));
    }
    return new Spread(
        micros.getTotalCount(),
        micros.getMean() / 1e3,
        millis(micros, 50),
        millis(micros, 90),
        millis(micros, 99),
        millis(micros, 99.9),
        micros.getMaxValue() / 1e3,
        curve);
  }

  private static double millis(Histogram micros, double percentile) {
    return micros.getValueAtPercentile(percentile) / 1e3;
  }
}
