package rapport.eval;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What chance does to means: always with the same seed, so that the same values tell the same. */
final class Resampling {
  private static final long SEED = 10;
  private static final int SAMPLES = 1_000;
  private static final int SWAPS = 10_000;

  /** Sums of the same numbers in another order differ by this much. */
  private static final double ROUNDING = 1e-9;

  private Resampling() {}

  /**
   * The mean with its 95 % bootstrap interval: as many values are drawn again and again, with
   * repetitions, and the middle 95 % of their means are kept. Of pairs, give the differences.
   */
  static Estimate bootstrap(double[] values) {
    RandomGenerator chance = new SplittableRandom(SEED);
    double[] means = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      means[i] = chance.ints(values.length, 0, values.length).mapToDouble(at -> values[at]).sum();
      means[i] /= values.length;
    }
    Arrays.sort(means);
    int cut = SAMPLES / 40;
    return new Estimate(mean(values), means[cut], means[SAMPLES - 1 - cut]);
  }

  /**
   * How often a mean difference at least this large comes about when each pair is swapped or not by
   * the flip of a coin: what it would be if the two runs were alike.
   */
  static double randomisation(double[] differences) {
    RandomGenerator chance = new SplittableRandom(SEED);
    double observed = Math.abs(Arrays.stream(differences).sum()) - ROUNDING;
    int asLarge = 1;
    for (int i = 0; i < SWAPS; i++) {
      double sum = 0;
      for (double difference : differences) {
        sum += chance.nextBoolean() ? difference : -difference;
      }
      if (Math.abs(sum) >= observed) {
        asLarge++;
      }
    }
    return (double) asLarge / (SWAPS + 1);
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
