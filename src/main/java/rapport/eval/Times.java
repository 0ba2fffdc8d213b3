package rapport.eval;

import java.util.List;

/** Milliseconds that searches took. */
record Times(double p50, double p99, double mean) {
  static Times of(List<Scored> queries) {
    double[] sorted = queries.stream().mapToDouble(Scored::millis).sorted().toArray();
    return new Times(at(sorted, 0.5), at(sorted, 0.99), Resampling.mean(sorted));
  }

  /** The smallest value that so many of all are not above. */
  private static double at(double[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
