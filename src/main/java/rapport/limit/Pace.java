package rapport.limit;

/**
 * How fast a line moves: the mean time between two who leave it while somebody stands in it. What
 * was seen counts the less the longer the line has stood since. Not safe for several threads.
 */
final class Pace {
  /** Standing time after which what was seen counts a third, in nanoseconds. */
  private static final double MEMORY = 2e9;

  private double standing;
  private double left;

  /**
   * @param first what is taken for the pace until there is something to see, in nanoseconds
   */
  Pace(double first) {
    standing = first;
    left = 1;
  }

  /**
   * One has left.
   *
   * @param nanos since the one before, or since somebody stands there
   */
  void left(long nanos) {
    double kept = Math.exp(-nanos / MEMORY);
    standing = standing * kept + nanos;
    left = left * kept + 1;
  }

  /** Nanoseconds from one to the next. */
  double nanos() {
    return standing / left;
  }
}
