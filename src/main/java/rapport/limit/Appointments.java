package rapport.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * When those who were sent away may come back: each at a time of his own, so that a crowd that came
 * together does not return together. Safe from any thread.
 */
public final class Appointments {
  private final LongSupplier clock;
  private final long apart;
  private final long longest;
  private long last;

  /**
   * @param clock as {@code System.nanoTime}
   * @param perSecond how many come back in a second, at most
   * @param longest how far ahead one is given
   */
  public Appointments(LongSupplier clock, int perSecond, Duration longest) {
    this.clock = clock;
    this.apart = Duration.ofSeconds(1).toNanos() / perSecond;
    this.longest = longest.toNanos();
    this.last = clock.getAsLong();
  }

  /**
   * How long from now until the next time that is free; empty when none is within the longest wait.
   *
   * @param shortest that somebody is asked to wait
   */
  public synchronized Optional<Duration> next(Duration shortest) {
    long now = clock.getAsLong();
    long wait = Math.max(shortest.toNanos(), last + apart - now);
    if (wait > longest) {
      return Optional.empty();
    }
    last = now + wait;
    return Optional.of(Duration.ofNanos(wait));
  }
}
