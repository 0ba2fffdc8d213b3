package rapport.llm;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongUnaryOperator;
import rapport.telemetry.Telemetry;

/**
 * How hard an answer is tried for.
 *
 * @param retries how often a question is asked again
 * @param lastResort whether the rows answer when no model does
 * @param breakerWait how long a server that keeps failing is left alone
 * @param jitter a time between 0 and the given one, in milliseconds
 */
record Persistence(
    int retries,
    boolean lastResort,
    Duration breakerWait,
    LongUnaryOperator jitter,
    RetryBudget budget,
    Telemetry telemetry) {
  /** A longer wait is no use to a shopper, in milliseconds. */
  static final long LONGEST_WAIT = 2_000;

  private static final long FIRST_WAIT = 200;

  static Persistence of(LlmSettings settings, Telemetry telemetry) {
    return new Persistence(
        settings.retries(),
        settings.lastResort() == LlmSettings.LastResort.EXTRACTIVE,
        settings.breakerWait(),
        Persistence::random,
        new RetryBudget(),
        telemetry);
  }

  /** One try, and an error when it fails. */
  static Persistence none() {
    return new Persistence(
        0, false, Duration.ofSeconds(5), Persistence::random, new RetryBudget(), Telemetry.none());
  }

  /** Before the {@code n}th try at one server, from 1, in milliseconds: full jitter, doubling. */
  long backoff(int n) {
    return 1 + jitter.applyAsLong(Math.min(LONGEST_WAIT - 1, FIRST_WAIT << n));
  }

  /** Besides a wait that all others were told, too. */
  long spread() {
    return jitter.applyAsLong(FIRST_WAIT);
  }

  private static long random(long most) {
    return ThreadLocalRandom.current().nextLong(most + 1);
  }
}
