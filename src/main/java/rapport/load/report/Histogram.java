package rapport.load.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How times are distributed, in milliseconds.
 *
 * @param curve points of percentile (0 to 100) and time, ascending
 */
record Histogram(
    long count,
    double mean,
    double p50,
    double p90,
    double p99,
    double p999,
    double max,
    List<Point> curve) {

  /** The quantile of the normal distribution that leaves 2.5 % on each side. */
  private static final double Z95 = 1.96;

  /** A share of the samples, 0 to 100, and the time that it does not exceed. */
  record Point(double percentile, double millis) {}

  static Histogram of(Fields fields) {
    return new Histogram(
        fields.count("count"),
        fields.numberIfAny("mean"),
        fields.number("p50"),
        fields.number("p90"),
        fields.number("p99"),
        fields.numberIfAny("p999"),
        fields.number("max"),
        fields.pairs("curve").stream()
            .map(pair -> new Point(pair[0], pair[1]))
            .sorted(Comparator.comparingDouble(Point::percentile))
            .toList());
  }

  /** The curve, or what is known of it without one. */
  List<Point> points() {
    if (curve.size() > 1) {
      return curve;
    }
    List<Point> known = new ArrayList<>(List.of(new Point(50, p50), new Point(90, p90)));
    known.add(new Point(99, p99));
    if (!Double.isNaN(p999)) {
      known.add(new Point(99.9, p999));
    }
    known.add(new Point(100, max));
    return known;
  }

  /** The time that so many percent do not exceed, between known points by straight lines. */
  double at(double percentile) {
    return switch (Double.toString(percentile)) {
      case "50.0" -> p50;
      case "90.0" -> p90;
      case "99.0" -> p99;
      case "99.9" -> p999;
      default -> between(percentile);
    };
  }

  private double between(double percentile) {
    List<Point> points = points();
    Point before = points.getFirst();
    for (Point after : points) {
      if (after.percentile >= percentile) {
        double width = after.percentile - before.percentile;
        double share = width == 0 ? 1 : (percentile - before.percentile) / width;
        return before.millis + Math.clamp(share, 0, 1) * (after.millis - before.millis);
      }
      before = after;
    }
    return max;
  }

  /**
   * Where the percentile of as many samples would lie 95 times of 100 by chance alone, from the
   * binomial distribution of ranks. Too narrow where samples depend on each other, as they do
   * within one run.
   */
  Interval interval(double percentile) {
    double share = percentile / 100;
    double reach = count == 0 ? 1 : Z95 * Math.sqrt(share * (1 - share) / count);
    return new Interval(
        between(100 * Math.max(0, share - reach)), between(100 * Math.min(1, share + reach)));
  }

  record Interval(double low, double high) {
    boolean overlaps(Interval other) {
      return low <= other.high && other.low <= high;
    }
  }
}
