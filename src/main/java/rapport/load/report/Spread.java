package rapport.load.report;

import java.util.List;

/**
 * Several rounds of one measure. Rounds without a value do not count.
 *
 * @param rounds those with a value, ascending; perhaps none
 */
record Spread(List<Double> rounds) {
  static Spread of(List<Double> values) {
    return new Spread(values.stream().filter(Double::isFinite).sorted().toList());
  }

  boolean isEmpty() {
    return rounds.isEmpty();
  }

  int count() {
    return rounds.size();
  }

  /** The middle one, or the mean of the two in the middle; not a number without rounds. */
  double median() {
    return quantile(0.5);
  }

  double min() {
    return isEmpty() ? Double.NaN : rounds.getFirst();
  }

  double max() {
    return isEmpty() ? Double.NaN : rounds.getLast();
  }

  /** Between the two nearest by a straight line (type 7 of Hyndman and Fan). */
  double quantile(double share) {
    if (isEmpty()) {
      return Double.NaN;
    }
    double place = share * (rounds.size() - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, rounds.size() - 1);
    return rounds.get(below) + (place - below) * (rounds.get(above) - rounds.get(below));
  }

  /** Of the medians; not a number where there is none. */
  double ratioTo(Spread other) {
    double by = other.median();
    return by == 0 ? Double.NaN : median() / by;
  }

  /**
   * Whether any round of one lies among those of the other. A single round overlaps by its value.
   */
  boolean overlaps(Spread other) {
    return !isEmpty() && !other.isEmpty() && min() <= other.max() && other.min() <= max();
  }
}
