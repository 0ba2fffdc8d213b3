package rapport.load;

import java.util.List;
import java.util.SplittableRandom;

/**
 * When questions fall due: a Poisson process from a fixed seed, at rates that change stage by
 * stage. The time to the next arrival is where the area under the rate has grown by an exponential
 * variate.
 */
final class Arrivals {
  /** No more questions. */
  static final long NEVER = Long.MAX_VALUE;

  private final List<Stage> stages;
  private final SplittableRandom chance;
  private int stage;
  private double stageBegan;
  private double at;

  Arrivals(List<Stage> stages, long seed) {
    this.stages = stages;
    this.chance = new SplittableRandom(seed);
  }

  /** The next, in nanoseconds since the beginning of the first stage; {@link #NEVER} at the end. */
  long next() {
    double area = -Math.log(1 - chance.nextDouble());
    while (stage < stages.size()) {
      Stage now = stages.get(stage);
      double slope = (now.to() - now.from()) / now.seconds();
      double in = at - stageBegan;
      double rate = now.from() + slope * in;
      double left = now.seconds() - in;
      double room = left * (rate + now.to()) / 2;
      if (area <= room && room > 0) {
        at += after(area, rate, slope);
        return (long) (at * 1e9);
      }
      area -= room;
      stageBegan += now.seconds();
      at = stageBegan;
      stage++;
    }
    return NEVER;
  }

  /** How long until the area under {@code rate + slope * t} is {@code area}. */
  private static double after(double area, double rate, double slope) {
    if (Math.abs(slope) < 1e-9) {
      return area / rate;
    }
    return (Math.sqrt(rate * rate + 2 * slope * area) - rate) / slope;
  }
}
